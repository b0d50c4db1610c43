package dev.slipway.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.release.ReleaseResource;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void isOfOneEnvironment() {
        assertThat(resource("staging"))
                .isEqualTo(
                        "https://ledger.example.org/api/v1/releases?service=orders&version=1.0%2B5&environment=staging");
        assertThat(resource("production")).isNotEqualTo(resource("staging"));
    }

    /** Else the ledger refuses its own address. */
    @Test
    void namesAListThatTakesItsParameters() {
        List<String> declared = Arrays.stream(ReleaseResource.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("list"))
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .flatMap(parameter -> Arrays.stream(parameter.getAnnotationsByType(QueryParam.class)))
                .map(QueryParam::value)
                .toList();
        assertThat(resource("staging").replaceFirst(".*\\?", "").split("&", -1))
                .extracting(parameter -> parameter.replaceFirst("=.*", ""))
                .isNotEmpty()
                .isSubsetOf(declared);
    }

    @Test
    void listsTheEvidenceThatTheDecisionIsBasedOn() {
        ObjectNode answer = answer("staging");
        answer.putArray("evidence").addObject().put("id", "one").put("digest", "sha256:" + "1".repeat(64));
        JsonNode inputs = predicate(answer).path("inputAttestations");
        assertThat(inputs).hasSize(1);
        assertThat(inputs.at("/0/uri").asText()).isEqualTo("https://ledger.example.org/api/v1/evidence/one/file");
        assertThat(inputs.at("/0/digest/sha256").asText()).isEqualTo("1".repeat(64));
    }

    /** As by release 0.2.0. */
    @Test
    void listsNoEvidenceWhereTheDecisionDoesNotSay() {
        assertThat(predicate(answer("staging")).has("inputAttestations")).isFalse();
    }

    private static String resource(String environment) {
        return predicate(answer(environment)).path("resourceUri").asText();
    }

    private static JsonNode predicate(ObjectNode answer) {
        return Summary.of(answer, Optional.empty(), URI.create("https://ledger.example.org"))
                .path("predicate");
    }

    private static ObjectNode answer(String environment) {
        return Json.mapper()
                .createObjectNode()
                .put("service", "orders")
                .put("version", "1.0+5")
                .put("environment", environment)
                .put("decision", "allow")
                .put("artifactDigest", "sha256:" + "0".repeat(64));
    }
}
