package dev.slipway.line.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A service whose events are told, and the channels of a test, which are removed behind it. */
abstract class NotificationScene {
    static final String CHANNELS = "/api/v1/notification-channels";

    final Scene scene;
    final List<String> channels = new ArrayList<>();
    private final Scratch scratch;

    NotificationScene(Realm realm, Scratch scratch) {
        this.scene = new Scene(realm, scratch);
        this.scratch = scratch;
    }

    @AfterEach
    void remove() {
        channels.forEach(id -> scene.admin.delete(CHANNELS + "/" + id).expect(204));
    }

    JsonNode channel(String type, String target) {
        JsonNode channel = scene.admin.post(CHANNELS, request(type, target)).expect(201);
        channels.add(channel.path("id").asText());
        return channel;
    }

    Map<String, Object> request(String type, String target) {
        return Map.of("name", scratch.name(), "type", type, "target", target, "services", List.of(scene.service));
    }

    String fail(String version) {
        Instant now = Instant.now();
        Map<String, Object> deployment = Requests.with(
                Requests.with(
                        Requests.with(
                                Requests.with(
                                        Requests.with(
                                                Requests.deployment(scene.service, version),
                                                "environment",
                                                scene.environment),
                                        "startedAt",
                                        now.minusSeconds(10).toString()),
                                "finishedAt",
                                now.minusSeconds(5).toString()),
                        "outcome",
                        "failed"),
                "failure",
                "Tested & <found> wanting");
        return scene.admin
                .post("/api/v1/deployments", deployment)
                .expect(201)
                .path("id")
                .asText();
    }

    String sent(JsonNode channel) {
        return scene.admin
                .get("/api/v1/notifications?channel=" + channel.path("name").asText())
                .expect(200)
                .at("/items/0/state")
                .asText();
    }

    int waiting(JsonNode channel) {
        return scene.admin
                .get(CHANNELS + "/" + channel.path("id").asText())
                .expect(200)
                .path("waiting")
                .asInt();
    }
}
