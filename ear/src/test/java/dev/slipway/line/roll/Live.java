package dev.slipway.line.roll;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;

/** What the ledger says of itself. */
final class Live {
    private Live() {}

    /** The deployment of the ledger that is live. */
    static JsonNode deployment() {
        return Caller.pipeline()
                .get("/api/v1/deployments?live=true&service=slipway&environment=production")
                .expect(200)
                .path("items")
                .path(0);
    }

    /** The id of the deployment that this one undoes. */
    static JsonNode repairs(JsonNode deployment) {
        return Caller.pipeline()
                .get("/api/v1/deployments/" + deployment.path("id").asText() + "/recovery")
                .expect(200)
                .at("/repairs/id");
    }
}
