package dev.slipway.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.ledger.notification.post.text.ChatText;
import dev.slipway.ledger.notification.post.text.CloudEvent;
import dev.slipway.ledger.notification.post.text.MailText;
import dev.slipway.ledger.notification.post.text.Message;
import dev.slipway.ledger.platform.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people and programs are sent; what comes from elsewhere is text in it, and never markup. */
class RenderingTest {
    private static final UUID ID = UUID.fromString("019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a");
    private static final UUID EVENT = UUID.fromString("019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5b");
    private static final UUID ALERT = UUID.fromString("019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5c");
    private static final URI LEDGER = URI.create("https://mywebapp.example.org");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Notice FAILED = new Notice(
            Kind.DEPLOYMENT_FAILED,
            Notice.Phase.HAPPENED,
            "shop",
            "production",
            "shop 1.4 failed in production",
            "By alice, cli.\n<b>*no* [pool](x)</b> & \"more\"",
            "/deployments/?id=1",
            Instant.parse("2026-11-27T12:00:00Z"));
    private static final Notice OVER = new Notice(
            Kind.AWAY,
            Notice.Phase.CLOSED,
            null,
            null,
            "The agent is not responding",
            "",
            "/notifications/",
            Instant.parse("2026-11-27T12:05:00Z"));

    @Test
    void isACloudEvent() throws JsonProcessingException {
        JsonNode event = new ObjectMapper().readTree(CloudEvent.of(message(FAILED)));

        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo(EVENT.toString());
        assertThat(event.path("source").asText()).isEqualTo("https://mywebapp.example.org");
        assertThat(event.path("type").asText()).isEqualTo("dev.slipway.notice.deployment-failed");
        assertThat(event.path("subject").asText()).isEqualTo("shop");
        assertThat(event.path("time").asText()).isEqualTo("2026-11-27T12:00:00Z");
        assertThat(event.at("/data/url").asText()).isEqualTo("https://mywebapp.example.org/deployments/?id=1");
        assertThat(event.at("/data/isUrgent").asBoolean()).isTrue();
        JsonNode over = new ObjectMapper().readTree(CloudEvent.of(message(OVER)));
        assertThat(over.path("type").asText()).isEqualTo("dev.slipway.alert.closed");
        assertThat(over.has("subject")).isFalse();
    }

    /** Its title may have changed since it opened. */
    @Test
    void tellsProgramsWhichAlertIsOver() throws JsonProcessingException {
        Message over = new Message(ID, EVENT, ALERT, List.of(OVER), LEDGER);

        assertThat(new ObjectMapper()
                        .readTree(CloudEvent.of(over))
                        .at("/data/alertId")
                        .asText())
                .isEqualTo(ALERT.toString());
        assertThat(new ObjectMapper()
                        .readTree(CloudEvent.of(message(FAILED)))
                        .path("data")
                        .has("alertId"))
                .isFalse();
    }

    @Test
    void isTextForSlack() throws JsonProcessingException {
        assertThat(text(ChatText.slack(message(FAILED), BERLIN))).isEqualTo("""
                        *shop 1.4 failed in production*
                        By alice, cli.
                        &lt;b&gt;*no* [pool](x)&lt;/b&gt; &amp; "more"
                        shop, production · 27 November 2026, 13:00 Europe/Berlin
                        <https://mywebapp.example.org/deployments/?id=1|Open in Slipway>""");
    }

    @Test
    void isTextForMattermost() throws JsonProcessingException {
        assertThat(text(ChatText.mattermost(message(FAILED), BERLIN))).isEqualTo("""
                        **shop 1.4 failed in production**
                        By alice, cli.
                        \\<b\\>\\*no\\* \\[pool\\]\\(x\\)\\</b\\> & "more"
                        shop, production · 27 November 2026, 13:00 Europe/Berlin
                        [Open in Slipway](https://mywebapp.example.org/deployments/?id=1)""");
    }

    /** It would notify everybody in the channel. */
    @Test
    void mentionsNobodyInMattermost() throws JsonProcessingException {
        Notice loud = new Notice(
                Kind.DEPLOYMENT_FAILED,
                Notice.Phase.HAPPENED,
                null,
                null,
                "@here",
                "@all, @channel",
                "/",
                Instant.EPOCH);

        assertThat(text(ChatText.mattermost(message(loud), BERLIN)).replace("\\", ""))
                .contains("@")
                .doesNotContainPattern("@[a-z]");
    }

    @Test
    void isACardForTeams() throws JsonProcessingException {
        JsonNode card = new ObjectMapper().readTree(ChatText.teams(message(FAILED), BERLIN));

        assertThat(card.path("type").asText()).isEqualTo("message");
        assertThat(card.at("/attachments/0/contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonNode content = card.at("/attachments/0/content");
        assertThat(content.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(content.at("/body/0/text").asText()).isEqualTo("shop 1.4 failed in production");
        assertThat(content.at("/body/1/text").asText())
                .isEqualTo("By alice, cli.\n\n\\<b\\>\\*no\\* \\[pool\\]\\(x\\)\\</b\\> & \"more\"");
        assertThat(content.at("/body/2/text").asText())
                .isEqualTo("shop, production · 27 November 2026, 13:00 Europe/Berlin");
        assertThat(content.at("/actions/0/url").asText()).isEqualTo("https://mywebapp.example.org/deployments/?id=1");
    }

    @Test
    void makesNoListOrHeadingOfLines() throws JsonProcessingException {
        Notice lines = new Notice(
                Kind.DEPLOYMENT_FAILED,
                Notice.Phase.HAPPENED,
                null,
                null,
                "1.4 failed",
                "It failed:\n - a-b\n\n1. c 2. d\n===\n\t12.\n",
                "/",
                Instant.EPOCH);

        assertThat(text(ChatText.mattermost(message(lines), BERLIN)))
                .startsWith("**1.4 failed**\nIt failed:\n \\- a-b\n\n1\\. c 2. d\n\\===\n\t12\\.\n");
        JsonNode card = new ObjectMapper()
                .readTree(ChatText.teams(message(lines), BERLIN))
                .at("/attachments/0/content");
        assertThat(card.at("/body/1/text").asText())
                .isEqualTo("It failed:\n\n\\- a-b\n\n1\\. c 2. d\n\n\\===\n\n12\\.");
    }

    @Test
    void isADigest() throws JsonProcessingException {
        Message digest = message(FAILED, OVER, OVER);

        assertThat(MailText.subject(digest)).isEqualTo("[Slipway] 3 notifications: 2 away, 1 deployment failed");
        assertThat(text(ChatText.slack(digest, BERLIN)))
                .contains("*Ended: The agent is not responding*\n27 November 2026, 13:05 Europe/Berlin\n<https://");
        assertThat(MailText.html(digest, BERLIN))
                .contains("Ended: The agent is not responding")
                .contains("&lt;b&gt;");
        JsonNode card = new ObjectMapper().readTree(ChatText.teams(digest, BERLIN));
        assertThat(card.at("/attachments/0/content/body")).hasSize(11);
    }

    /** Whatever is left out would count as sent. */
    @Test
    void hasAllNoticesOfADigest() throws JsonProcessingException {
        Message digest = message(Collections.nCopies(ChatText.MOST, OVER).toArray(Notice[]::new));

        for (String text : List.of(
                text(ChatText.slack(digest, BERLIN)),
                text(ChatText.mattermost(digest, BERLIN)),
                ChatText.teams(digest, BERLIN))) {
            assertThat(text.split("Ended: ", -1)).hasSize(ChatText.MOST + 1);
        }
    }

    @Test
    void isShortEnoughForTeams() throws JsonProcessingException {
        Notice longest = new Notice(
                Kind.DEPLOYMENT_FAILED,
                Notice.Phase.HAPPENED,
                "shop",
                "production",
                "shop 1.4 failed in production",
                "決*".repeat(400),
                "/deployments/?id=1",
                Instant.EPOCH);
        List<Notice> many = Collections.nCopies(ChatText.MOST, longest);
        int room = ChatText.roomInTeams(new Message(ID, EVENT, null, many, LEDGER), BERLIN);

        assertThat(room).isBetween(2, ChatText.MOST - 1);
        assertThat(ChatText.teams(new Message(ID, EVENT, null, many.subList(0, room), LEDGER), BERLIN)
                        .getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(15_000, 20_000);
        assertThat(ChatText.roomInTeams(message(FAILED, OVER), BERLIN)).isEqualTo(2);
    }

    @Test
    void hasRoomForOneNoticeWhateverItsLength() {
        Notice endless = new Notice(
                Kind.BACKUP_UNPROVEN, Notice.Phase.OPENED, null, null, "a", "x".repeat(20_000), "/", Instant.EPOCH);

        assertThat(ChatText.roomInTeams(message(endless, endless), BERLIN)).isEqualTo(1);
    }

    @Test
    void isMail() {
        Message message = message(FAILED);

        assertThat(MailText.subject(message)).isEqualTo("[Slipway] shop 1.4 failed in production");
        assertThat(MailText.plain(message, BERLIN)).isEqualTo("""
                shop 1.4 failed in production
                By alice, cli.
                <b>*no* [pool](x)</b> & "more"
                shop, production · 27 November 2026, 13:00 Europe/Berlin
                https://mywebapp.example.org/deployments/?id=1

                --\s
                Sent by Slipway at mywebapp.example.org. Admins choose what is sent on the Notifications page.
                """);
        assertThat(MailText.html(message, BERLIN))
                .contains("&lt;b&gt;*no* [pool](x)&lt;/b&gt; &amp; &quot;more&quot;")
                .contains("<a href=\"https://mywebapp.example.org/deployments/?id=1\"")
                .doesNotContain("<b>", "<img", "<script", "http://");
    }

    @Test
    void isOneLineInTheSubjectOfMail() {
        Notice broken = new Notice(
                Kind.DRIFT, Notice.Phase.OPENED, null, null, "a\r\nBcc: b@example.org", "", "/", Instant.EPOCH);

        assertThat(MailText.subject(message(broken))).isEqualTo("[Slipway] a Bcc: b@example.org");
    }

    @Test
    void isReadFromItsEvent() {
        assertThat(Notice.of(Json.text(FAILED))).isEqualTo(FAILED);
        assertThat(Notice.of(Json.text(OVER))).isEqualTo(OVER);
    }

    private static Message message(Notice... notices) {
        return new Message(ID, EVENT, null, List.of(notices), LEDGER);
    }

    private static String text(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json).path("text").asText();
    }
}
