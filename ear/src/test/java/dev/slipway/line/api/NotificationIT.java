package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import dev.slipway.line.Beside;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.MailServer;
import dev.slipway.line.PostOffice;
import dev.slipway.line.Realm;
import dev.slipway.line.Receiver;
import dev.slipway.line.Receiver.Received;
import dev.slipway.line.Scratch;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People are told what happens: each event once by each channel that wants it. */
@Beside
@ResourceLock(Line.MAIL)
class NotificationIT extends NotificationScene {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    NotificationIT() {
        super(REALM, SCRATCH);
    }

    @Test
    void sendsAnEventOnceAndAgainUntilItIsTaken() throws IOException, GeneralSecurityException {
        AtomicInteger times = new AtomicInteger();
        try (Receiver receiver = Receiver.start(() -> times.incrementAndGet() == 1 ? 503 : 204)) {
            JsonNode channel = channel("webhook", receiver.address());
            scene.release("1.0");
            String deployment = fail("1.0");

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !receiver.accepted().isEmpty());

            List<Received> received = receiver.received();
            assertThat(received).hasSize(2);
            assertThat(received.get(0).headers().get("webhook-id"))
                    .isEqualTo(received.get(1).headers().get("webhook-id"));
            Received taken = received.get(1);
            assertThat(taken.path()).isEqualTo("/hooks/a-secret");
            assertThat(taken.headers().get("content-type")).startsWith("application/cloudevents+json");
            assertThat(taken.headers().get("webhook-signature"))
                    .isEqualTo(signature(channel.path("signingKey").asText(), taken));
            JsonNode event = new ObjectMapper().readTree(taken.body());
            assertThat(event.path("type").asText()).isEqualTo("dev.slipway.notice.deployment-failed");
            assertThat(event.path("subject").asText()).isEqualTo(scene.service);
            assertThat(event.at("/data/url").asText())
                    .isEqualTo(Line.running().ledger() + "/deployments/?id=" + deployment);
            await().untilAsserted(() -> assertThat(sent(channel)).isEqualTo("sent"));
            assertThat(scene.admin.get("/metrics").body())
                    .contains("slipway_notifications_sent_total{channel=\""
                            + channel.path("name").asText() + "\",type=\"webhook\"} 1\n");
        }
    }

    @Test
    void opensAndClosesAnAlertForWhatWaits() throws IOException {
        try (Receiver receiver = Receiver.start(() -> 200)) {
            channel("webhook", receiver.address());
            scene.policy(Requests.policy(1, false));
            scene.release("1.0");
            JsonNode request = scene.deployer
                    .post("/api/v1/deployment-requests", scene.request("1.0"))
                    .expect(201);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() == 1);
            JsonNode alert = scene
                    .approver
                    .get("/api/v1/alerts?state=open&limit=100")
                    .expect(200)
                    .path("items")
                    .findParents("path")
                    .stream()
                    .filter(one -> one.path("path")
                            .asText()
                            .endsWith(request.path("id").asText()))
                    .findFirst()
                    .orElseThrow();
            assertThat(alert.path("title").asText())
                    .isEqualTo(scene.service + " 1.0 waits for an approval to enter " + scene.environment);
            scene.approver
                    .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                    .expect(201);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() == 2);
            List<String> types = new ArrayList<>();
            for (Received one : receiver.accepted()) {
                JsonNode event = new ObjectMapper().readTree(one.body());
                types.add(event.path("type").asText());
                assertThat(event.at("/data/alertId").asText())
                        .isEqualTo(alert.path("id").asText());
            }
            assertThat(types).containsExactly("dev.slipway.alert.opened", "dev.slipway.alert.closed");
        }
    }

    /** Else the last that a receiver hears of an alert that is over is that it began. */
    @Test
    void tellsOfAnEndAfterItsBeginning() throws IOException {
        AtomicInteger status = new AtomicInteger(503);
        try (Receiver receiver = Receiver.start(status::get)) {
            JsonNode channel = channel("webhook", receiver.address());
            scene.policy(Requests.policy(1, false));
            scene.release("1.0");
            scene.deployer
                    .post("/api/v1/deployment-requests", scene.request("1.0"))
                    .expect(201);
            await().atMost(Duration.ofSeconds(30)).until(() -> putOff(channel, "1 hour") == 1);
            scene.approver
                    .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                    .expect(201);
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 2);
            status.set(204);
            await().during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(12))
                    .until(() -> receiver.accepted().isEmpty());

            assertThat(putOff(channel, "0 seconds")).isEqualTo(1);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() == 2);
            List<String> types = new ArrayList<>();
            for (Received one : receiver.accepted()) {
                types.add(new ObjectMapper().readTree(one.body()).path("type").asText());
            }
            assertThat(types).containsExactly("dev.slipway.alert.opened", "dev.slipway.alert.closed");
        }
    }

    /** What was not seen for a week is not over, for it is not back. */
    @Test
    void tellsOfNoEndThatIsNone() {
        String worker = SCRATCH.name();
        Database.execute("""
                insert into worker (name, environment_id, last_seen_at)
                select ?, id, now() - interval '8 days' from environment where name = ?""", worker, scene.environment);
        try {
            Database.execute("""
                    insert into alert (id, kind, subject, environment, title, detail, path, opened_at)
                    values (gen_random_uuid(), 'away', ?, ?, 'It is away', '', '/drift/', now())""", worker, scene.environment);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Database.texts(
                                    "select count(*) from alert where subject = ? and closed_at is not null", worker)
                            .equals(List.of("1")));
            assertThat(Database.texts("""
                            select count(*) from event e join alert a on e.source_id = 'alert-closed:' || a.id
                            where e.source = 'ledger' and a.subject = ?""", worker)).containsExactly("0");
        } finally {
            Database.execute("delete from worker where name = ?", worker);
        }
    }

    @Test
    void sendsMailAsTextAndAsHtml() throws Exception {
        GreenMail office = PostOffice.make();
        office.start();
        try {
            JsonNode channel = channel("mail", "alice@example.org, bob@example.org");
            scene.release("1.0");
            fail("1.0");
            assertThat(office.waitForIncomingEmail(30_000, 1)).isTrue();
            assertThat(scene.admin
                            .post(CHANNELS + "/" + channel.path("id").asText() + "/test", Map.of())
                            .expect(200)
                            .path("isAccepted")
                            .asBoolean())
                    .isTrue();

            MimeMessage mail = office.getReceivedMessages()[0];
            assertThat(mail.getSubject())
                    .isEqualTo("[Slipway] " + scene.service + " 1.0 failed in " + scene.environment);
            assertThat(mail.getAllRecipients()).hasSize(2);
            assertThat(mail.getContentType()).startsWith("multipart/alternative");
            Multipart parts = (Multipart) mail.getContent();
            BodyPart plain = parts.getBodyPart(0);
            BodyPart html = parts.getBodyPart(1);
            assertThat(plain.getContentType()).startsWith("text/plain");
            assertThat((String) plain.getContent()).contains("Tested & <found> wanting", "/deployments/?id=");
            assertThat(html.getContentType()).startsWith("text/html");
            assertThat((String) html.getContent()).contains("Tested &amp; &lt;found&gt; wanting", "Open in Slipway");
            Path picture = Line.target().resolve("mail.html");
            Files.writeString(picture, (String) html.getContent());
        } finally {
            office.stop();
        }
    }

    /** As by a server that greylists: it takes it some minutes later. */
    @Test
    void sendsMailOnceMoreToWhomItCameTooSoon() {
        AtomicInteger times = new AtomicInteger();
        UnaryOperator<String> answers = address ->
                address.startsWith("bob@") && times.incrementAndGet() == 1 ? "450 4.2.0 Greylisted" : "250 2.1.5 Ok";
        try (MailServer server = MailServer.start(Line.running().port("SLIPWAY_SMTP_PORT"), answers)) {
            JsonNode channel = channel("mail", "alice@example.org, bob@example.org");
            scene.release("1.0");
            fail("1.0");
            await().atMost(Duration.ofSeconds(30)).until(() -> server.mails().size() == 2);
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 0);

            assertThat(server.mails()).containsExactly(List.of("alice@example.org"), List.of("bob@example.org"));
            assertThat(sent(channel)).isEqualTo("sent");
            assertThat(Database.texts("""
                            select coalesce(a.failure, 'none') from notification_attempt a
                            join notification n on n.id = a.notification_id where n.channel_id = ?::uuid order by a.number""", channel.path("id").asText()))
                    .containsExactly(
                            "The mail server defers the recipient bob@example.org, so only the others got it: 450 4.2.0 Greylisted",
                            "none");
            assertThat(scene.admin.get("/metrics").body())
                    .contains("slipway_notifications_sent_total{channel=\""
                            + channel.path("name").asText() + "\",type=\"mail\"} 1\n");
        }
    }

    /** What is urgent does not wait for it. */
    @Test
    void sendsADigest() {
        try (Receiver receiver = Receiver.start(() -> 200)) {
            String later = LocalTime.now(ZoneOffset.UTC).plusHours(12).format(DateTimeFormatter.ofPattern("HH:mm"));
            JsonNode channel = scene.admin
                    .post(CHANNELS, Requests.with(request("mattermost", receiver.address()), "digestAt", later))
                    .expect(201);
            channels.add(channel.path("id").asText());
            scene.policy(Requests.policy(1, false));
            for (String version : List.of("1.0", "1.1")) {
                scene.release(version);
                scene.deployer
                        .post("/api/v1/deployment-requests", scene.request(version))
                        .expect(201);
            }
            fail("1.0");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() == 1);
            assertThat(receiver.accepted().get(0).body()).contains("1.0 failed in");
            // That it was sent is on record only after the receiver's answer.
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 2);

            int due = Database.execute(
                    "update notification set due_at = now() where channel_id = ?::uuid and state = 'waiting'",
                    channel.path("id").asText());
            assertThat(due).isEqualTo(2);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() == 2);
            assertThat(receiver.accepted().get(1).body())
                    .contains("**2 notifications: 2 approval**", "1.0 waits", "1.1 waits");
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 0);
        }
    }

    /** Not even if it fell due before, as while the ledger was down; but a brief failure must not last until their end. */
    @Test
    void sendsNothingInTheQuietHoursThatCanWait() {
        try (Receiver receiver = Receiver.start(() -> 200)) {
            DateTimeFormatter minutes = DateTimeFormatter.ofPattern("HH:mm");
            LocalTime now = LocalTime.now(ZoneOffset.UTC);
            Map<String, Object> request = Requests.with(
                    Requests.with(
                            request("mattermost", receiver.address()),
                            "quietFrom",
                            now.minusHours(1).format(minutes)),
                    "quietUntil",
                    now.plusHours(6).format(minutes));
            JsonNode channel = scene.admin.post(CHANNELS, request).expect(201);
            String id = channel.path("id").asText();
            channels.add(id);
            scene.policy(Requests.policy(1, false));
            scene.release("1.0");
            scene.deployer
                    .post("/api/v1/deployment-requests", scene.request("1.0"))
                    .expect(201);
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 1);
            Database.update("""
                    update notification set due_at = now() - interval '1 minute', is_together = false
                    where channel_id = ?::uuid and state = 'waiting'""", id);
            fail("1.0");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() == 1 && waiting(channel) == 1);
            assertThat(receiver.accepted().get(0).body()).contains("1.0 failed in");
            assertThat(Database.texts("""
                            select is_together and due_at > now() + interval '5 hours' from notification
                            where channel_id = ?::uuid and state = 'waiting'""", id)).containsExactly("t");

            Database.update("""
                    insert into notification_attempt (notification_id, number, at, failure)
                    select id, 1, now(), 'The receiver answers 503.' from notification
                    where channel_id = ?::uuid and state = 'waiting'""", id);
            Database.update("""
                    update notification set attempts = 1, due_at = now() where channel_id = ?::uuid and state = 'waiting'""", id);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() == 2);
            assertThat(receiver.accepted().get(1).body()).contains("1.0 waits");
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 0);
        }
    }

    /** A message to a chat has room for fifty at most. */
    @ParameterizedTest
    @ValueSource(strings = {"mattermost", "teams"})
    void sendsALongDigestAsSeveralMessages(String type) {
        try (Receiver receiver = Receiver.start(() -> 200)) {
            JsonNode channel = channel(type, receiver.address());
            String id = channel.path("id").asText();
            Database.update(
                    "update notification_channel set rests_until = now() + interval '1 hour' where id = ?::uuid", id);
            scene.release("1.0");
            for (int i = 0; i < 60; i++) {
                fail("1.0");
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 60);
            Database.execute("update notification set is_together = true where channel_id = ?::uuid", id);
            Database.update("update notification_channel set rests_until = null where id = ?::uuid", id);

            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 0);
            assertThat(receiver.accepted())
                    .hasSizeBetween(2, 6)
                    .allSatisfy(one -> assertThat(one.body().length()).isLessThan(28_000));
            String all = receiver.accepted().stream().map(Received::body).collect(Collectors.joining());
            assertThat(all.split("1.0 failed in", -1)).hasSize(60 + 1);
        }
    }

    @Test
    void doesNotSendWhatExpiredWhileNobodySentIt() {
        try (Receiver receiver = Receiver.start(() -> 200)) {
            String later = LocalTime.now(ZoneOffset.UTC).plusHours(12).format(DateTimeFormatter.ofPattern("HH:mm"));
            JsonNode channel = scene.admin
                    .post(CHANNELS, Requests.with(request("mattermost", receiver.address()), "digestAt", later))
                    .expect(201);
            channels.add(channel.path("id").asText());
            scene.policy(Requests.policy(1, false));
            scene.release("1.0");
            scene.deployer
                    .post("/api/v1/deployment-requests", scene.request("1.0"))
                    .expect(201);
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 1);
            int old = Database.execute("""
                    update notification set due_at = now() - interval '5 days', expires_at = now() - interval '2 days'
                    where channel_id = ?::uuid and state = 'waiting'""", channel.path("id").asText());
            assertThat(old).isEqualTo(1);
            fail("1.0");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !receiver.accepted().isEmpty());
            await().during(Duration.ofSeconds(5))
                    .until(() -> receiver.accepted().size() == 1);
            assertThat(receiver.accepted().get(0).body()).contains("1.0 failed in");
        }
    }

    /** What could not be tried for long, as while the ledger was down, is not given up at its first attempt. */
    @Test
    void triesForThreeDaysFromTheFirstAttempt() {
        AtomicInteger times = new AtomicInteger();
        try (Receiver receiver = Receiver.start(() -> times.incrementAndGet() == 1 ? 503 : 204)) {
            JsonNode channel = channel("webhook", receiver.address());
            String id = channel.path("id").asText();
            Database.update(
                    "update notification_channel set rests_until = now() + interval '1 hour' where id = ?::uuid", id);
            scene.release("1.0");
            fail("1.0");
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 1);
            Database.update(
                    "update notification set expires_at = now() - interval '1 hour' where channel_id = ?::uuid", id);
            Database.update("update notification_channel set rests_until = null where id = ?::uuid", id);

            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(channel) == 0);
            assertThat(receiver.accepted()).hasSize(1);
            assertThat(sent(channel)).isEqualTo("sent");
            assertThat(Database.texts("""
                            select n.expires_at between a.at + interval '71 hours' and a.at + interval '73 hours' from notification n
                            join notification_attempt a on a.notification_id = n.id and a.number = 1 where n.channel_id = ?::uuid""", id)).containsExactly("t");
        }
    }

    /** Puts off by this what was tried in vain, and is not just being sent. */
    private static int putOff(JsonNode channel, String interval) {
        return Database.execute("""
                update notification n set due_at = now() + cast(? as interval)
                where n.channel_id = ?::uuid and n.state = 'waiting' and exists (
                    select from notification_attempt a where a.notification_id = n.id and a.number = n.attempts)""", interval, channel.path("id").asText());
    }

    private static String signature(String key, Received received) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.substring("whsec_".length())), "HmacSHA256"));
        String signed = received.headers().get("webhook-id") + "."
                + received.headers().get("webhook-timestamp") + "." + received.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
