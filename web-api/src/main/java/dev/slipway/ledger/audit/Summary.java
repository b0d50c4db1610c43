package dev.slipway.ledger.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.audit.chain.Statements;
import dev.slipway.ledger.platform.text.Sha256;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A decision of the gate as an SLSA verification summary (https://slsa.dev/verification_summary/v1): the result of checking an archive
 * against the policy of an environment.
 *
 * <p>A waiting request has not passed; the gate's own reasons are in a separate member. The resource names the environment, so that a
 * summary for one environment is not valid for another.
 */
final class Summary {
    static final String TYPE = "https://slsa.dev/verification_summary/v1";

    /** The gate does not judge how something was built, as SLSA's levels do, so it has its own level: the policy is met. */
    private static final String LEVEL = "SLIPWAY_GATE";

    private static final String OWN = "https://slipway.dev/gate/v1";

    private Summary() {}

    /**
     * The statement.
     *
     * @param answer what the gate answered
     * @param policy the digest of the policy's row in the chain; empty if no policy was in force
     */
    static ObjectNode of(JsonNode answer, Optional<String> policy, URI ledger) {
        String service = answer.path("service").asText();
        String version = answer.path("version").asText();
        String environment = answer.path("environment").asText();
        boolean isPassed = answer.path("decision").asText().equals("allow");
        ObjectNode statement = Statements.statement(TYPE);
        statement
                .withArray("subject")
                .addObject()
                .put("name", service + " " + version)
                .putObject("digest")
                .put("sha256", Sha256.hexOf(answer.path("artifactDigest").asText()));
        ObjectNode predicate = statement.putObject("predicate");
        predicate.putObject("verifier").put("id", ledger + "/api/v1/gate");
        predicate.put("timeVerified", answer.path("evaluatedAt").asText());
        predicate.put(
                "resourceUri",
                ledger + "/api/v1/releases?service=" + encoded(service) + "&version=" + encoded(version)
                        + "&environment=" + encoded(environment));
        ObjectNode rules = predicate.putObject("policy");
        rules.put(
                "uri",
                ledger + "/api/v1/environments/" + environment + "/policy#version-"
                        + answer.path("policyVersion").asText());
        policy.ifPresent(digest -> rules.putObject("digest").put("sha256", digest));
        // Answers of earlier releases do not say what they are based on: the member is optional.
        if (answer.has("evidence")) {
            ArrayNode inputs = predicate.putArray("inputAttestations");
            for (JsonNode used : answer.path("evidence")) {
                inputs.addObject()
                        .put(
                                "uri",
                                ledger + "/api/v1/evidence/" + used.path("id").asText() + "/file")
                        .putObject("digest")
                        .put("sha256", Sha256.hexOf(used.path("digest").asText()));
            }
        }
        predicate.put("verificationResult", isPassed ? "PASSED" : "FAILED");
        predicate.putArray("verifiedLevels").add(isPassed ? LEVEL : "FAILED");
        predicate.put("slsaVersion", "1.1");
        ObjectNode own = predicate.putObject(OWN);
        own.put("environment", environment);
        own.put("decision", answer.path("decision").asText());
        own.set("reasons", answer.path("reasons"));
        own.set("approvals", answer.path("approvals"));
        return statement;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
