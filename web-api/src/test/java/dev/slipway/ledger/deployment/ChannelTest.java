package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.platform.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void comesBackAsItWentOut(Channel channel) throws IOException {
        assertThat(channel.toString()).isLowerCase().matches(Channel.FORM);
        assertThat(Channel.of(channel.toString())).isEqualTo(channel);
        assertThat(Json.mapper().readValue(Json.mapper().writeValueAsBytes(channel), Channel.class))
                .isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource({
        "service-account-pipeline, false, PIPELINE",
        "service-account-pipeline, true, PIPELINE",
        "alice, true, PAGE",
        "alice, false, CLI"
    })
    void followsFromWhoCalls(String account, boolean isSession, Channel expected) {
        assertThat(Channel.ofCaller(account, isSession)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP, service-account-pipeline, false, PIPELINE",
        "NATIVE, service-account-pipeline, true, PIPELINE",
        "JMX, service-account-pipeline, false, PIPELINE",
        "HTTP, alice, false, CONSOLE",
        "NATIVE, developer, false, CLI",
        "JMX, developer, false, CLI",
        "NATIVE, developer, true, MAVEN",
        "'', service-account-pipeline, false, SCANNER",
        "'', '', false, SCANNER"
    })
    void followsFromTheAuditLog(String access, String user, boolean isByMaven, Channel expected) {
        assertThat(Channel.ofAuditLog(access, user, isByMaven)).isEqualTo(expected);
    }

    @Test
    void isNeverUnknownToAClient() throws IOException {
        Map<String, String> violations = new HashMap<>();
        Json.read("{\"channel\":\"unknown\"}".getBytes(StandardCharsets.UTF_8), Said.class, violations);
        assertThat(violations).containsEntry("channel", Channel.FORM_RULE);
    }

    record Said(@Nullable Channel channel) {}

    @Test
    void mayBeLeftOpen() {
        assertThat(Channel.of(null)).isNull();
    }
}
