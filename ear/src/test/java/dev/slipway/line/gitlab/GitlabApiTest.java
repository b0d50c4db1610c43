package dev.slipway.line.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That GitLab's document is held against calls and answers at all. */
class GitlabApiTest {
    private static final String BODY = "{\"key\": \"A\", \"value\": \"b\"}";
    private static final String ANSWER = "{\"key\": \"A\", \"value\": \"b\", \"masked\": true}";

    @Test
    void hasNothingToSayToWhatIsDocumented() throws IOException {
        assertThat(faults("POST", "groups/slipway/variables", BODY, 201, ANSWER))
                .isEmpty();
        assertThat(faults("GET", "groups/slipway/variables?per_page=100&page=2", "", 200, "[" + ANSWER + "]"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | groups/slipway/variable | {\"key\":\"A\",\"value\":\"b\"} | 201 | {} | No API path found",
                "POST | groups/slipway/variables/A | {\"key\":\"A\",\"value\":\"b\"} | 201 | {} | operation not allowed",
                "POST | groups/slipway/variables | {\"value\":\"b\"} | 201 | {} | missing required properties",
                "POST | groups/slipway/variables | {\"key\":\"A\",\"value\":\"b\",\"hidden\":true} | 201 | {} | hidden",
                "POST | groups/slipway/variables | {\"key\":\"A\",\"value\":\"b\",\"raw\":1} | 201 | {} | (integer)",
                "POST | groups/slipway/variables | {\"key\":\"A\",\"value\":\"b\"} | 418 | {} | status 418 not defined",
                "POST | groups/slipway/variables | {\"key\":\"A\",\"value\":\"b\"} | 201 | {\"name\":\"A\"} | name",
                "GET | groups/slipway/variables?size=100 | '' | 200 | [] | 'size'",
                "GET | groups/slipway/variables?page=two | '' | 200 | [] | (string)",
                "GET | groups/slipway/variables | '' | 200 | {} | (object)"
            })
    void saysWhatIsNot(String method, String path, String body, int status, String answer, String fault)
            throws IOException {
        assertThat(faults(method, path, body, status, answer)).isNotEmpty().allMatch(said -> said.contains(fault));
    }

    private static List<String> faults(String method, String path, String body, int status, String answer)
            throws IOException {
        return GitlabApi.faults(
                method,
                URI.create("/api/v4/" + path),
                body.isEmpty() ? null : "application/json",
                body,
                status,
                new ObjectMapper().readTree(answer));
    }
}
