package dev.slipway.ledger.notification.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.notification.channel.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"alice@example.org", "alice@example.org,bob@example.org", "alice@example.org, bob@example.org"})
    void isMailAddresses(String target) {
        assertThat(Target.flaw(Type.MAIL, target, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "alice@example.org,",
                "Alice <alice@example.org>",
                "a@example.org\r\nBcc: b@example.org"
            })
    void isNoOtherMail(String target) {
        assertThat(Target.flaw(Type.MAIL, target, false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.slack.com/services/T0/B0/x", "https://chat.example.org:65535/hooks/x?y=z"})
    void isAnAddressOfAWebhook(String target) {
        assertThat(Target.flaw(Type.SLACK, target, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.org/x",
                "ftp://example.org/",
                "file:///etc/passwd",
                "https://user:password@example.org/",
                "https:///x",
                "https://example.org/#x",
                "https://exa mple.org/",
                "https://example.org:0/",
                "https://example.org:65536/",
                "http://127.0.0.1:9990/management",
            })
    void isNoOtherAddress(String target) {
        assertThat(Target.flaw(Type.WEBHOOK, target, false)).isPresent();
    }

    @Test
    void isOnLoopbackForTestsAlone() {
        assertThat(Target.flaw(Type.WEBHOOK, "http://127.0.0.1:8080/x", true)).isEmpty();
        assertThat(Target.flaw(Type.WEBHOOK, "http://10.0.0.1:8080/x", true)).isPresent();
    }

    @Test
    void showsNoMoreThanTheHost() {
        assertThat(Target.shown(Type.SLACK, "https://hooks.slack.com/services/T0/B0/secret"))
                .isEqualTo("hooks.slack.com");
        assertThat(Target.shown(Type.WEBHOOK, "https://example.org:8443/secret"))
                .isEqualTo("example.org:8443");
        assertThat(Target.shown(Type.MAIL, "a@example.org,b@example.org")).isEqualTo("a@example.org, b@example.org");
    }
}
