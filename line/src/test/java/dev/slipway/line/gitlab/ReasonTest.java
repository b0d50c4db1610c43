package dev.slipway.line.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.gitlab.plan.Mark;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to people, and what is remembered of values. */
class ReasonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"message\": \"401 Unauthorized\", \"error\": \"other\"} | 401 Unauthorized",
                "{\"message\": {\"key\": [\"is taken\"]}} | {\"key\":[\"is taken\"]}",
                "{\"error\": \"invalid\", \"error_description\": \"it is old\"} | it is old",
                "{\"message\": null, \"error\": \"invalid\"} | invalid",
                "<html> | ``",
                "`` | ``",
            })
    void saysWhyGitlabRefuses(String answer, String reason) {
        assertThat(Reason.of(answer.getBytes(StandardCharsets.UTF_8))).isEqualTo(reason);
    }

    @Test
    void staysOnALine() {
        String answer = "{\"message\": \"" + "x".repeat(1000) + "\"}";
        assertThat(Reason.of(answer.getBytes(StandardCharsets.UTF_8))).hasSize(400);
    }

    /** Earlier bootstraps wrote the same: another fingerprint would set everything anew. */
    @Test
    void fingerprintsAreTheBeginningOfSha256() {
        assertThat(Mark.of("hook-secret-0123456789abcdef")).isEqualTo("Slipway sets this (c8f96e1c3f953626)");
    }

    @Test
    void versionsGoUpByTheSecondNumber() {
        assertThat(Component.after(Optional.empty())).isEqualTo("1.0.0");
        assertThat(Component.after(Optional.of("1.9.3"))).isEqualTo("1.10.0");
    }

    @Test
    void tagsOfOthersAreNoVersions() {
        assertThat(Component.last(Stream.of("v2", "9.9rc.0", "1.99999999999.0", "1.10.0-rc1", "1.9.3", "1.9.2")))
                .contains("1.9.3");
        assertThat(Component.last(Stream.of("9.9rc.0"))).isEmpty();
    }
}
