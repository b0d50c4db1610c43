package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Beside;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Receiver;
import dev.slipway.line.Scratch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be a channel, who sees what of it, and what becomes of one whose receiver fails: it stops no other. */
@Beside
@ResourceLock(Line.MAIL)
class NotificationChannelIT extends NotificationScene {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    NotificationChannelIT() {
        super(REALM, SCRATCH);
    }

    /** By both workers, and with whatever else waits. */
    @Test
    void leavesAReceiverAloneThatAsksForIt() {
        AtomicInteger status = new AtomicInteger(429);
        try (Receiver receiver = Receiver.start(status::get, Map.of("Retry-After", "600"))) {
            JsonNode channel = channel("webhook", receiver.address());
            String id = channel.path("id").asText();
            scene.release("1.0");
            fail("1.0");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> scene.admin
                                    .get(CHANNELS + "/" + id)
                                    .expect(200)
                                    .path("failures")
                                    .asInt()
                            == 1);
            fail("1.0");
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 2);
            await().during(Duration.ofSeconds(8))
                    .atMost(Duration.ofSeconds(16))
                    .until(() -> receiver.received().size() == 1);
            String list =
                    "/api/v1/notifications?channel=" + channel.path("name").asText();
            assertThat(scene.admin.get(list).items("failure"))
                    .containsExactly("The receiver answers 429.", "The receiver answers 429.");

            status.set(204);
            Database.execute(
                    "update notification set due_at = now() where channel_id = ?::uuid and state = 'waiting'", id);
            Database.update(
                    "update notification_channel set rests_until = now() where id = ?::uuid and rests_until > now()",
                    id);

            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 0);
            assertThat(receiver.accepted()).hasSize(2);
            assertThat(scene.admin.get(list).items("attempts"))
                    .as("what is sent too soon is no attempt")
                    .containsExactly("1", "1");
        }
    }

    /** Who asks too often may be locked out. Whoever mended it need not wait. */
    @Test
    void leavesAReceiverAloneThatRefusesUntilItAcceptsATest() {
        AtomicInteger status = new AtomicInteger(404);
        try (Receiver receiver = Receiver.start(status::get)) {
            JsonNode channel = channel("webhook", receiver.address());
            String path = CHANNELS + "/" + channel.path("id").asText();
            scene.release("1.0");
            fail("1.0");
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            scene.admin.get(path).expect(200).path("failures").asInt() == 1);
            fail("1.0");
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 2);
            await().during(Duration.ofSeconds(8))
                    .atMost(Duration.ofSeconds(16))
                    .until(() -> receiver.received().size() == 1);

            status.set(204);
            scene.admin.post(path + "/test", Map.of()).expect(200);
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 0);
            assertThat(receiver.accepted()).as("the test, and both").hasSize(3);
        }
    }

    /** What a receiver finds wrong with one message, it may not find with the next. */
    @Test
    void sendsTheNextMessageWhereOneIsRefused() {
        AtomicInteger times = new AtomicInteger();
        try (Receiver receiver = Receiver.start(() -> times.incrementAndGet() == 1 ? 422 : 204)) {
            JsonNode channel = channel("webhook", receiver.address());
            scene.release("1.0");
            fail("1.0");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.received().size() == 1);
            fail("1.0");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() == 1 && waiting(channel) == 1);

            assertThat(receiver.received()).hasSize(2);
            assertThat(Database.texts("""
                            select attempts from notification
                            where channel_id = ?::uuid and state = 'waiting' and due_at > now() + interval '4 minutes'""", channel.path("id").asText())).containsExactly("1");
        }
    }

    /** Whatever is wrong with one, the others are served. */
    @Test
    void isNotStoppedByAChannelThatFails() {
        JsonNode broken = channel("slack", "http://127.0.0.1:9/hooks/nobody");
        try (Receiver receiver = Receiver.start(() -> 200)) {
            channel("mattermost", receiver.address());
            scene.release("1.0");
            fail("1.0");

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !receiver.accepted().isEmpty());
        }
        await().untilAsserted(() -> {
            JsonNode shown =
                    scene.admin.get(CHANNELS + "/" + broken.path("id").asText()).expect(200);
            assertThat(shown.path("failures").asInt()).isPositive();
            assertThat(shown.path("failure").asText()).isEqualTo("The receiver refused the connection.");
            assertThat(shown.path("waiting").asInt()).isEqualTo(1);
        });
    }

    /** Whoever mended one does not wait for the next event to see it. */
    @Test
    void showsThatAChannelWorksAgainByATest() {
        try (Receiver receiver = Receiver.start(() -> 200)) {
            String path = CHANNELS + "/"
                    + channel("slack", receiver.address()).path("id").asText();
            Database.execute("""
                    update notification_channel set failures = 9, failing_since = now() - interval '1 hour', failure = 'It did not answer.'
                    where id = ?::uuid""", path.substring(path.lastIndexOf('/') + 1));
            assertThat(scene.admin.get(path).expect(200).path("failures").asInt())
                    .isEqualTo(9);

            assertThat(scene.admin
                            .post(path + "/test", Map.of())
                            .expect(200)
                            .path("isAccepted")
                            .asBoolean())
                    .isTrue();

            JsonNode shown = scene.admin.get(path).expect(200);
            assertThat(shown.path("failures").asInt()).isZero();
            assertThat(shown.path("failure").asText("")).isEmpty();
            assertThat(shown.path("sentAt").asText(""))
                    .as("a test is no notification")
                    .isEmpty();
        }
    }

    @Test
    void saysThatAHostIsNotKnown() {
        JsonNode channel = channel("slack", "https://host.invalid/a-secret");
        JsonNode tried = scene.admin
                .post(CHANNELS + "/" + channel.path("id").asText() + "/test", Map.of())
                .expect(200);
        assertThat(tried.path("failure").asText())
                .isIn(
                        "The receiver's host name cannot be resolved.",
                        "The machine's DNS does not answer for the receiver's host.");
        System.out.println("Of an unknown host: " + tried.path("failure").asText());
    }

    @Test
    void showsASecretOnceAndOnlyToWhoAddsTheChannel() {
        JsonNode channel = channel("webhook", "https://hooks.example.org/a-secret");

        assertThat(channel.path("signingKey").asText()).startsWith("whsec_");
        for (String path :
                List.of(CHANNELS, CHANNELS + "/" + channel.path("id").asText(), "/api/v1/notifications", "/metrics")) {
            Answer answer = scene.admin.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("a-secret", "whsec_");
        }
        assertThat(scene.admin.get(CHANNELS).body()).contains("\"target\":\"hooks.example.org\"");
        scene.approver.get(CHANNELS).expectProblem(403, "forbidden");
        scene.approver.get("/api/v1/notifications").expectProblem(403, "forbidden");
        scene.approver.post(CHANNELS, request("mail", "a@example.org")).expectProblem(403, "forbidden");
    }

    /** Otherwise whoever removes one could silence what it would have told. */
    @Test
    void keepsOnRecordWhoAddsAndRemovesOne() {
        JsonNode channel = scene.admin
                .post(CHANNELS, request("webhook", "https://hooks.example.org/a-secret"))
                .expect(201);
        String id = channel.path("id").asText();
        scene.admin.delete(CHANNELS + "/" + id).expect(204);
        String by = scene.admin.get("/api/v1/me").expect(200).path("name").asText();
        String name = channel.path("name").asText();
        assertThat(Database.texts(
                        "select concat_ws(' ', kind, payload ->> 'name', payload #>> '{services,0}', payload ->> 'actor')"
                                + " from event where kind like 'channel.%' and payload ->> 'channel' = ? order by id",
                        id))
                .containsExactly(
                        String.join(" ", "channel.added", name, scene.service, by),
                        String.join(" ", "channel.removed", name, scene.service, by));
        assertThat(Database.texts("select payload::text from event where payload ->> 'channel' = ?", id))
                .noneMatch(payload -> payload.contains("hooks.example.org") || payload.contains("whsec_"));
    }

    /** It may name a receiver's mail address. A delivery may still end after the removal. */
    @Test
    void forgetsWhyARemovedOneFailed() {
        String id = scene.admin
                .post(CHANNELS, request("mail", "bob@example.org"))
                .expect(201)
                .path("id")
                .asText();
        String fail =
                "update notification_channel set failure = 'The mail server refuses the recipient bob@example.org.'"
                        + " where id = ?::uuid";
        String read = "select coalesce(failure, 'none') from notification_channel where id = ?::uuid";
        Database.execute(fail, id);
        assertThat(Database.texts(read, id)).noneMatch("none"::equals).hasSize(1);

        scene.admin.delete(CHANNELS + "/" + id).expect(204);
        assertThat(Database.texts(read, id)).containsExactly("none");

        Database.execute(fail, id);
        assertThat(Database.texts(read, id)).containsExactly("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "https://user:password@example.org/",
                "file:///etc/passwd",
            })
    void takesNoOtherAddress(String address) {
        assertThat(scene.admin.post(CHANNELS, request("webhook", address)).refused())
                .containsExactly("target");
    }

    /** Not even by a name, whatever it resolves to: the line's own names are this machine's. */
    @Test
    void callsNothingOfTheLine() {
        for (String address : List.of("https://169.254.169.254/", "https://0.0.0.0/")) {
            JsonNode channel = channel("slack", address);
            JsonNode tried = scene.admin
                    .post(CHANNELS + "/" + channel.path("id").asText() + "/test", Map.of())
                    .expect(200);
            assertThat(tried.path("isAccepted").asBoolean()).isFalse();
            assertThat(tried.path("failure").asText()).contains("this machine");
        }
    }

    @Test
    void saysThatANameIsTakenAndWhichServiceIsUnknown() {
        JsonNode channel = channel("mail", "a@example.org");
        scene.admin
                .post(
                        CHANNELS,
                        Requests.with(
                                request("mail", "a@example.org"),
                                "name",
                                channel.path("name").asText()))
                .expectProblem(409, "notification-channel-exists");
        assertThat(scene.admin
                        .post(CHANNELS, Requests.with(request("mail", "a@example.org"), "services", List.of("no-such")))
                        .refused())
                .containsExactly("services");
    }
}
