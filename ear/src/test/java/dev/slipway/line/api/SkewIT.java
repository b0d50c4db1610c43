package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where the workers of an environment differ: of workers that are in the database alone. */
@InTurn
class SkewIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    /** No release has it. */
    private static final String OTHER =
            "sha256:" + UUID.randomUUID().toString().replace("-", "").repeat(2);

    /** In place of a digest: nobody knows it. */
    private static final String UNKNOWN = "";

    @Test
    void isNoneWhereAllIsTheSame() {
        Scene scene = new Scene(REALM, SCRATCH);
        seen(scene, "1", "now()");
        seen(scene, "2", "now()");
        has(scene, "1", "a.war", OTHER, true);
        has(scene, "2", "a.war", OTHER, true);
        assertThat(skews(scene)).isEmpty();
        assertThat(gauge(scene)).isEqualTo("0");
    }

    @Test
    void isEachArchiveThatDiffers() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.4.0");
        seen(scene, "1", "now()");
        seen(scene, "2", "now()");
        seen(scene, "gone", "now() - interval '5 minutes'");
        has(scene, "1", "digest.war", Requests.DIGEST, true);
        has(scene, "2", "digest.war", OTHER, true);
        has(scene, "1", "disabled.war", OTHER, true);
        has(scene, "2", "disabled.war", OTHER, false);
        has(scene, "1", "missing.war", OTHER, true);
        has(scene, "1", "same.war", UNKNOWN, true);
        has(scene, "2", "same.war", UNKNOWN, true);
        has(scene, "gone", "gone.war", OTHER, true);
        JsonNode skews = skews(scene);
        assertThat(skews.findValuesAsText("archive")).containsExactly("digest.war", "disabled.war", "missing.war");
        JsonNode digest = skews.get(0);
        assertThat(digest.path("environment").asText()).isEqualTo(scene.environment);
        assertThat(digest.path("service").asText()).isEqualTo(scene.service);
        assertThat(digest.path("workers").findValuesAsText("worker"))
                .containsExactly(name(scene, "1"), name(scene, "2"));
        assertThat(digest.at("/workers/0/version").asText()).isEqualTo("1.4.0");
        assertThat(digest.at("/workers/1/artifactDigest").asText()).isEqualTo(OTHER);
        assertThat(digest.path("workers").get(1).has("version")).isFalse();
        assertThat(skews.get(1).at("/workers/1/isEnabled").asBoolean(true)).isFalse();
        assertThat(skews.get(1).at("/workers/1/isPresent").asBoolean()).isTrue();
        assertThat(skews.get(2).at("/workers/1/isPresent").asBoolean(true)).isFalse();
        assertThat(gauge(scene)).isEqualTo("3");
    }

    /** What runs on a server group's workers is not missing on others, nor the other way round. */
    @Test
    void isOnlyBetweenWorkersOfAGroup() {
        Scene scene = new Scene(REALM, SCRATCH);
        try (ServerGroup group = new ServerGroup(scene)) {
            for (String worker : List.of("1", "2", "shop-1", "shop-2")) {
                seen(scene, worker, "now()");
            }
            for (int i = 0; i < 2; i++) {
                Database.update(
                        "update worker set name = ?, service_id = (select id from service where name = ?) where name = ?",
                        group.workers.get(i),
                        scene.service,
                        name(scene, "shop-" + (i + 1)));
                has(scene, group, i, "ROOT.war");
            }
            has(scene, "1", "a.war", OTHER, true);
            has(scene, "2", "a.war", OTHER, true);
            assertThat(skews(scene)).isEmpty();
            assertThat(gauge(scene)).isEqualTo("0");
            has(scene, "1", "ROOT.war", OTHER, true);
            has(scene, "2", "ROOT.war", OTHER, true);
            assertThat(skews(scene)).isEmpty();
            has(scene, group, 0, "b.war");
            has(scene, "1", "b.war", OTHER, true);
            JsonNode skews = skews(scene);
            assertThat(skews.findValuesAsText("archive")).containsExactly("b.war", "b.war");
            assertThat(skews.get(0).has("group")).isFalse();
            assertThat(skews.get(0).path("workers").findValuesAsText("worker"))
                    .containsExactly(name(scene, "1"), name(scene, "2"));
            assertThat(skews.get(1).path("group").asText()).isEqualTo(group.name);
            assertThat(skews.get(1).path("workers").findValuesAsText("worker")).isEqualTo(group.workers);
            assertThat(gauge(scene)).isEqualTo("2");
        }
    }

    private static JsonNode skews(Scene scene) {
        return scene.approver
                .get("/api/v1/skews?environment=" + scene.environment)
                .expect(200)
                .path("items");
    }

    private static String gauge(Scene scene) {
        String label = "slipway_skews{environment=\"" + scene.environment + "\"} ";
        return scene.approver
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()))
                .findFirst()
                .orElse("");
    }

    private static String name(Scene scene, String worker) {
        return scene.environment + "-" + worker;
    }

    private static void seen(Scene scene, String worker, String at) {
        Database.update(
                "insert into worker (name, environment_id, last_seen_at) select ?, id, " + at
                        + " from environment where name = ?",
                name(scene, worker),
                scene.environment);
    }

    private static void has(Scene scene, String worker, String archive, String digest, boolean isEnabled) {
        Database.update(
                "insert into worker_archive (worker, archive, service_id, artifact_digest, is_enabled)"
                        + " select ?, ?, id, nullif(?, ''), " + isEnabled + " from service where name = ?",
                name(scene, worker),
                archive,
                digest,
                scene.service);
    }

    private static void has(Scene scene, ServerGroup group, int worker, String archive) {
        Database.update(
                "insert into worker_archive (worker, archive, service_id, artifact_digest, is_enabled)"
                        + " select ?, ?, id, ?, true from service where name = ?",
                group.workers.get(worker),
                archive,
                Requests.DIGEST,
                scene.service);
    }
}
