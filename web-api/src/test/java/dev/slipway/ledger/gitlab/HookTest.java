package dev.slipway.ledger.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.json.Json;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

    /** Whoever has the secret may send as much as they like of it, and what is stored stays for good. */
    @Test
    void isKeptWithoutWhatIsNotReadOfADeployment() throws JsonProcessingException {
        JsonNode payload = Json.mapper().readTree("""
                {"object_kind": "deployment", "status": "success", "status_changed_at": "2026-11-27 11:26:00 UTC", "deployment_id": 15,
                 "deployable_url": "https://gitlab.example.org/shop/-/jobs/796", "environment": "production", "short_sha": "bcbb5ec3",
                 "project": {"id": 30, "description": "padding"}, "user": {"username": "root", "email": "padding"},
                 "commit_url": "https://gitlab.example.org/shop/-/commit/bcbb5ec396a2c0f828686f14fac9b80b780504f2",
                 "commit_title": "padding", "padding": ["padding", {"padding": "padding"}]}
                """);
        ObjectNode kept = Hook.kept(payload);
        assertThat(kept).isEqualTo(Json.mapper().readTree("""
                {"status": "success", "status_changed_at": "2026-11-27 11:26:00 UTC", "deployment_id": 15,
                 "deployable_url": "https://gitlab.example.org/shop/-/jobs/796", "environment": "production", "short_sha": "bcbb5ec3",
                 "project": {"id": 30}, "user": {"username": "root"},
                 "commit_url": "https://gitlab.example.org/shop/-/commit/bcbb5ec396a2c0f828686f14fac9b80b780504f2"}
                """));
        assertThat(Hook.deployment(kept, NOW)).isPresent().isEqualTo(Hook.deployment(payload, NOW));
    }

    @Test
    void isKeptWithoutWhatIsNotReadOfAPipeline() throws JsonProcessingException {
        JsonNode payload = Json.mapper().readTree("""
                {"object_kind": "pipeline",
                 "object_attributes": {"id": 31, "sha": "bcbb5ec396a2c0f828686f14fac9b80b780504f2", "ref": "padding",
                   "url": "https://gitlab.example.org/shop/-/pipelines/31", "variables": [{"key": "TOKEN", "value": "secret"}]},
                 "project": {"id": 1, "name": "padding"}, "user": {"id": 1, "username": "root"}, "commit": {"message": "padding"},
                 "builds": [
                   {"id": 376, "name": "padding", "status": "success", "started_at": "2026-11-27 11:24:56 UTC", "environment": null},
                   {"id": 380, "name": "padding", "status": "success", "started_at": "2026-11-27 11:25:30 UTC",
                     "finished_at": "2026-11-27 11:26:29 UTC", "user": {"username": "alice", "name": "padding"},
                     "environment": {"name": "production", "action": "start", "deployment_tier": "padding"}},
                   {"id": 381, "status": "success", "started_at": "2026-11-27 11:27:00 UTC", "environment": {"name": "review/padding"}},
                   {"id": 382, "status": "manual", "started_at": null, "environment": {"name": "staging"}}]}
                """);
        ObjectNode kept = Hook.kept(payload);
        assertThat(kept).isEqualTo(Json.mapper().readTree("""
                {"object_attributes": {"id": 31, "sha": "bcbb5ec396a2c0f828686f14fac9b80b780504f2",
                   "url": "https://gitlab.example.org/shop/-/pipelines/31"},
                 "project": {"id": 1}, "user": {"username": "root"},
                 "builds": [{"status": "success", "started_at": "2026-11-27 11:25:30 UTC", "finished_at": "2026-11-27 11:26:29 UTC",
                   "user": {"username": "alice"}, "environment": {"name": "production", "action": "start"}}]}
                """));
        assertThat(Hook.pipeline(kept, NOW)).hasSize(1).isEqualTo(Hook.pipeline(payload, NOW));
    }

    @Test
    void isKeptWithoutWhatIsTooLongOrTooMany() throws JsonProcessingException {
        String job = """
                {"status": "%s", "started_at": "2026-11-27 11:25:30 UTC", "environment": {"name": "e%d"}}""";
        String jobs = IntStream.range(0, 1_000)
                .mapToObj(i -> job.formatted("a".repeat(i == 0 ? 201 : 1), i))
                .collect(Collectors.joining(", "));
        ObjectNode kept = Hook.kept(
                Json.mapper().readTree("""
                {"project": {"id": %s}, "user": {"username": "%s"}, "deployable_url": "https://%s", "builds": [%s]}
                """.formatted("1".repeat(100), "a".repeat(201), "a".repeat(2_001), jobs)));
        assertThat(kept.has("project")).isFalse();
        assertThat(kept.has("user")).isFalse();
        assertThat(kept.has("deployable_url")).isFalse();
        assertThat(kept.path("builds")).hasSize(100);
        assertThat(kept.at("/builds/0").has("status")).isFalse();
        assertThat(kept.at("/builds/99/environment/name").asText()).isEqualTo("e99");
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
