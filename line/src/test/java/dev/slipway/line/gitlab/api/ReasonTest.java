package dev.slipway.line.gitlab.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
