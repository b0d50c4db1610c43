package dev.slipway.line.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * What the ledger has of one delivery.
 *
 * @param release kept, with the evidence
 * @param request which lets it into the environment
 * @param deployment its identity
 */
record Trail(JsonNode release, JsonNode evidence, JsonNode request, String deployment) {
    /** One of a scene's service. */
    static Trail of(Scene scene) {
        JsonNode release = scene.keptRelease("1.0");
        JsonNode evidence = scene.evidence(release, "TEST-a.xml", Scene.PASSED).expect(201);
        JsonNode request = scene.deployer
                .post(
                        "/api/v1/deployment-requests",
                        Map.of("service", scene.service, "version", "1.0", "environment", scene.environment))
                .expect(201);
        Map<String, Object> claimed = Requests.deployment(scene.service, "1.0");
        claimed.put("environment", scene.environment);
        String deployment = scene.admin
                .post("/api/v1/deployments", claimed)
                .expect(201)
                .path("id")
                .asText();
        return new Trail(release, evidence, request, deployment);
    }

    /** The identities of those that do not change. */
    Set<String> ids() {
        return Set.of(
                release.path("id").asText(),
                evidence.path("id").asText(),
                request.path("id").asText());
    }
}
