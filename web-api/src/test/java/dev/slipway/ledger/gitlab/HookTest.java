package dev.slipway.ledger.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.platform.json.Json;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private static final String PIPELINE = """
            {"object_kind": "pipeline", "object_attributes": {"id": 31, "sha": "bcbb5ec396a2c0f828686f14fac9b80b780504f2"},
             "project": {"id": 1},
             "builds": [{"id": 380, "name": "job", "status": "success", "started_at": "2026-11-27 11:25:30 UTC",
               "environment": {"name": "production", "action": "%s"}}]}
            """;

    /** A job of the template that rolls back prepares: its commit is the one that goes. */
    @ParameterizedTest
    @CsvSource({"start, 1", "prepare, 0", "stop, 0", "verify, 0", "access, 0"})
    void isOfAJobThatDeploys(String action, int reports) throws JsonProcessingException {
        assertThat(Hook.pipeline(Json.mapper().readTree(PIPELINE.formatted(action)), NOW))
                .hasSize(reports);
    }

    /** A commit's title may speak of it. */
    @ParameterizedTest
    @CsvSource({
        "'{\"a\":\"\\u0000\"}', true",
        "'{\"a\":\"b\\\\\\u0000\"}', true",
        "'{\"a\":\"\\\\u0000\"}', false",
        "'{\"a\":\"\\\\\\\\u0000\"}', false",
    })
    void isRefusedForANullCharacterAlone(String json, boolean isRefused) throws JsonProcessingException {
        String text = Json.mapper().readTree(json).toString();
        assertThat(HookResource.UNSTORABLE.matcher(text).find()).isEqualTo(isRefused);
    }
}
