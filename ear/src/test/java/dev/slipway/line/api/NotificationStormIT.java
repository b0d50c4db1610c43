package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Receiver;
import dev.slipway.line.Receiver.Received;
import dev.slipway.line.Scratch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Ten thousand events, to a receiver that fails half of the time. */
@Isolated
class NotificationStormIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final int EVENTS = 10_000;
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String CHANNELS = "/api/v1/notification-channels";

    @Test
    void arriveOnceEach() {
        Scene scene = new Scene(REALM, SCRATCH);
        try (Receiver receiver =
                Receiver.start(() -> ThreadLocalRandom.current().nextBoolean() ? 204 : 500)) {
            JsonNode channel = scene.admin
                    .post(
                            CHANNELS,
                            Map.of(
                                    "name",
                                    SCRATCH.name(),
                                    "type",
                                    "webhook",
                                    "target",
                                    receiver.address(),
                                    "services",
                                    List.of(scene.service)))
                    .expect(201);
            scene.release("1.0");
            Instant begin = Instant.now();
            fail(scene);
            Instant recorded = Instant.now();
            awaitAll(channel, receiver);
            Instant end = Instant.now();

            List<Received> accepted = receiver.accepted();
            Set<String> ids = new HashSet<>();
            accepted.forEach(one -> ids.add(one.headers().get("webhook-id")));
            System.out.printf(
                    "%d events recorded in %d s; %d accepted of %d attempts, all %d s after that%n",
                    EVENTS,
                    Duration.between(begin, recorded).toSeconds(),
                    accepted.size(),
                    receiver.received().size(),
                    Duration.between(recorded, end).toSeconds());
            assertThat(ids).hasSize(EVENTS);
            assertThat(accepted).as("each once").hasSize(EVENTS);
            JsonNode after = scene.admin
                    .get(CHANNELS + "/" + channel.path("id").asText())
                    .expect(200);
            assertThat(after.path("waiting").asInt()).isZero();
            scene.admin.delete(CHANNELS + "/" + channel.path("id").asText()).expect(204);
        }
    }

    private static void fail(Scene scene) {
        Instant now = Instant.now();
        List<CompletableFuture<?>> underWay = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Map<String, Object> deployment = Requests.with(
                    Requests.with(
                            Requests.with(
                                    Requests.with(
                                            Requests.deployment(scene.service, "1.0"),
                                            "environment",
                                            scene.environment),
                                    "startedAt",
                                    now.minusMillis(2L * i + 1).toString()),
                            "finishedAt",
                            now.minusMillis(2L * i).toString()),
                    "outcome",
                    "failed");
            underWay.add(
                    scene.admin.postAsync("/api/v1/deployments", deployment).thenAccept(answer -> answer.expect(201)));
            if (underWay.size() == AT_ONCE) {
                underWay.forEach(CompletableFuture::join);
                underWay.clear();
            }
        }
        underWay.forEach(CompletableFuture::join);
    }

    /** Nobody waits for minutes between attempts here: what was tried, and is not just being sent, is due at once. */
    private static void awaitAll(JsonNode channel, Receiver receiver) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            Database.execute("""
                    update notification n set due_at = now()
                    where channel_id = ?::uuid and state = 'waiting' and due_at > now() and exists (
                        select from notification_attempt a where a.notification_id = n.id and a.number = n.attempts)""", channel.path("id").asText());
            return receiver.accepted().size() >= EVENTS;
        });
        // Whoever would send one twice does it now.
        await().during(Duration.ofSeconds(5)).until(() -> receiver.accepted().size() == EVENTS);
    }
}
