package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A webhook's receiver and its channel, which is gone when the test is over. */
final class AlertReceiver implements AutoCloseable {
    private static final String CHANNELS = "/api/v1/notification-channels";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Receiver receiver = Receiver.start(() -> 204);
    private final Caller admin;
    private final String channel;

    /**
     * Adds the channel.
     *
     * @param name its name
     * @param services those that it is told of; of everything where there are none
     */
    AlertReceiver(Caller admin, String name, List<String> services) {
        this.admin = admin;
        Map<String, Object> request = Map.of("name", name, "type", "webhook", "target", receiver.address());
        channel = admin.post(CHANNELS, services.isEmpty() ? request : Requests.with(request, "services", services))
                .expect(201)
                .path("id")
                .asText();
    }

    /** What it was told in an event of this type with this title; empty where it was not told yet. */
    Optional<JsonNode> told(String type, String title) {
        return receiver.accepted().stream()
                .map(one -> json(one.body()))
                .filter(event -> event.path("type").asText().equals("dev.slipway." + type))
                .map(event -> event.path("data"))
                .filter(data -> data.path("title").asText().equals(title))
                .findFirst();
    }

    /** Waits for an event of this type with this title, which must be of this kind and lead to this page of the ledger. */
    void expect(Duration patience, String type, String kind, String title, String path) {
        await().atMost(patience).until(() -> told(type, title).isPresent());
        JsonNode data = told(type, title).orElseThrow();
        assertThat(data.path("kind").asText()).isEqualTo(kind);
        assertThat(data.path("url").asText()).isEqualTo(Line.running().ledger() + path);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body + " is not JSON", e);
        }
    }

    @Override
    public void close() {
        receiver.close();
        admin.delete(CHANNELS + "/" + channel).expect(204);
    }
}
