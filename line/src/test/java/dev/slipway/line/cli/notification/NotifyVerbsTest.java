package dev.slipway.line.cli.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyVerbsTest {
    private static final String CHAT =
            "{\"id\":\"1\",\"name\":\"chat\",\"type\":\"slack\",\"target\":\"hooks.slack.com\",\"kinds\":[\"drift\"],"
                    + "\"services\":[\"shop\"],\"failures\":2,\"failure\":\"The receiver answers 404.\"}";
    private static final String OWNER =
            "{\"id\":\"2\",\"name\":\"owner\",\"type\":\"mail\",\"target\":\"a@example.org\",\"kinds\":[],\"services\":[],"
                    + "\"zone\":\"Europe/Berlin\",\"quietFrom\":\"22:00\",\"quietUntil\":\"07:00\","
                    + "\"digestAt\":\"23:00\",\"failures\":0}";
    private static final String TEAM =
            "{\"id\":\"4\",\"name\":\"team\",\"type\":\"mail\",\"target\":\"a@example.org, b@example.org\",\"kinds\":[],"
                    + "\"services\":[],\"failures\":0,\"failure\":\"The mail server refuses the recipient b@example.org.\"}";

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called.From from() {
        ledger.listing("notification-channels", CHAT, OWNER, TEAM);
        return new Called.From(folder).at(ledger.uri());
    }

    @Test
    void listsThem() {
        Called called = from().call("notify", "list");

        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out().lines().map(String::strip))
                .containsExactly(
                        "✗ chat                 slack       hooks.slack.com, drift of shop: The receiver answers 404.",
                        "owner                mail        a@example.org, everything,"
                                + " daily at 23:00, not from 22:00 to 07:00 (Europe/Berlin)",
                        "! team                 mail        a@example.org, b@example.org, everything:"
                                + " The mail server refuses the recipient b@example.org.");
    }

    @Test
    void addsOneWhoseAddressIsTyped() {
        ledger.first(
                "POST /api/v1/notification-channels",
                Stub.Reply.of(201, "{\"id\":\"3\",\"name\":\"hook\",\"signingKey\":\"whsec_abc\"}"));

        Called called = from().given("https://example.org/secret\n")
                .call(
                        "notify",
                        "add",
                        "hook",
                        "--webhook",
                        "--kind",
                        "drift,away",
                        "--quiet",
                        "22:00-07:00",
                        "--zone",
                        "UTC");

        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received("POST /api/v1/notification-channels").get(0).body())
                .isEqualTo("{\"name\":\"hook\",\"type\":\"webhook\",\"quietFrom\":\"22:00\",\"quietUntil\":\"07:00\","
                        + "\"zone\":\"UTC\",\"kinds\":[\"drift\",\"away\"],\"services\":[],"
                        + "\"target\":\"https://example.org/secret\"}");
        assertThat(called.out()).contains("whsec_abc").doesNotContain("example.org/secret");
    }

    @Test
    void addsOneForSomeKindsOfMessageAboutAService() {
        ledger.first("POST /api/v1/notification-channels", Stub.Reply.of(201, "{\"id\":\"3\",\"name\":\"chat-2\"}"));

        Called called = from().given("https://hooks.slack.com/secret\n")
                .call(
                        "notify",
                        "add",
                        "chat-2",
                        "--slack",
                        "--kind",
                        "approval,deployment-failed",
                        "--service",
                        "shop");

        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received("POST /api/v1/notification-channels").get(0).body())
                .contains("\"type\":\"slack\"")
                .contains("\"kinds\":[\"approval\",\"deployment-failed\"],\"services\":[\"shop\"],");
    }

    @Test
    void saysWhenAChannelDoesNotWork() {
        ledger.first(
                "POST /api/v1/notification-channels/1/test",
                Stub.Reply.of(200, "{\"isAccepted\":false,\"failure\":\"The receiver answers 404.\"}"));

        Called called = from().call("notify", "test", "chat");

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).contains("chat did not accept the message. The receiver answers 404.");
    }

    @Test
    void removesOne() {
        ledger.first("DELETE /api/v1/notification-channels/2", Stub.Reply.of(204, ""));

        assertThat(from().call("notify", "remove", "owner").code()).isZero();
        Called called = from().call("notify", "remove", "nobody");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("There is no channel nobody.");
    }

    @Test
    void isOneOfSeveralWays() {
        assertThat(from().call("notify", "add", "a", "--mail", "a@example.org", "--slack")
                        .code())
                .isEqualTo(2);
        Called none = from().call("notify", "add", "a");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("needs --mail ADDRESS,... or --webhook or --slack or --teams or --mattermost");
        assertThat(from().call("notify", "add", "a", "--mail", "a@example.org", "--quiet", "night")
                        .code())
                .isEqualTo(2);
    }
}
