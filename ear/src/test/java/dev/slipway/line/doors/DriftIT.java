package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What runs and should not, or should and does not, is raised; and cleared when that is explained. Side by side, for all of
 * it mostly waits.
 */
class DriftIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller AT_TERMINAL = Caller.person(REALM.person("deployer"));

    /** A difference has to last for 15 seconds. */
    private static final Duration RAISED = Duration.ofSeconds(90);

    private static final Duration CLEARED = Duration.ofSeconds(30);

    /** The ledger compares once in seconds, and five tests look at once. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final List<Probe> probes = new ArrayList<>();

    @AfterEach
    void remove() {
        probes.forEach(probe -> Management.remove(probe.archive()));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void clearsWhatAReleaseAccountsForAndWhatAnAdminExplains() {
        Caller pipeline = Caller.pipeline();
        Caller admin = REALM.client("viewer", "admin");
        Probe released = deployed();
        Probe explained = deployed();
        Probe removed = deployed();
        JsonNode first = raised(released, "unknown-content");
        JsonNode second = raised(explained, "unknown-content");
        raised(removed, "unknown-content");
        assertThat(first.path("artifactDigest").asText()).isEqualTo(released.digest());
        assertThat(first.has("expectedDigest")).isFalse();
        assertThat(pipeline.get("/api/v1/drifts/" + first.path("id").asText())
                        .expect(200)
                        .path("archive")
                        .asText())
                .isEqualTo(released.archive());
        assertThat(pipeline.get("/api/v1/workers?limit=100").expect(200).findValuesAsText("archive"))
                .contains(released.archive(), explained.archive(), removed.archive());
        assertThat(pipeline.get("/metrics").body())
                .contains("slipway_drift_open{environment=\"production\",service=\"" + released.service() + "\"} ");

        release(released);
        assertThat(cleared(released).path("clearance").asText()).isEqualTo("released");

        String explanation = "/api/v1/drifts/" + second.path("id").asText() + "/explanation";
        pipeline.post(explanation, Map.of("note", "Mine.")).expectProblem(403, "forbidden");
        admin.post(explanation, Map.of("note", "Agreed.")).expect(200);
        JsonNode done = cleared(explained);
        assertThat(done.path("clearance").asText()).isEqualTo("explained");
        assertThat(done.path("note").asText()).isEqualTo("Agreed.");
        assertThat(Database.texts(
                        "select concat_ws(' ', payload ->> 'archive', payload ->> 'clearedBy', payload ->> 'note')"
                                + " from event where kind = 'drift.explained' and payload ->> 'id' = ?",
                        second.path("id").asText()))
                .containsExactly(
                        explained.archive() + " " + done.path("clearedBy").asText() + " Agreed.");
        admin.post(explanation, Map.of("note", "Again.")).expectProblem(409, "drift-cleared");

        Management.remove(removed.archive()).expect(200);
        assertThat(cleared(removed).path("clearance").asText()).isEqualTo("removed");
        assertThat(all(explained)).hasSize(1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void raisesWhatIsNotLiveByTheLedgerAndClearsItByARollback() {
        Probe probe = deployed();
        release(probe);
        Probe next = Probe.running(folder, probe.service(), "next");
        release(next);
        claim(next, "2.0");
        JsonNode drift = raised(probe, "unexpected-content");
        assertThat(drift.path("expectedDigest").asText()).isEqualTo(next.digest());
        claim(probe, "1.0");
        assertThat(cleared(probe).path("clearance").asText()).isEqualTo("replaced");
    }

    /** Nothing runs of it; what is live, by a pipeline's word, is another worker's archive of that name. */
    @Test
    @Tag("long")
    @Execution(ExecutionMode.CONCURRENT)
    void raisesWhatIsLiveAndDoesNotRun() {
        Probe probe = deployed();
        release(probe);
        Management.remove(probe.archive()).expect(200);
        probe.deployment(2);
        Database.update(
                "update deployment set outcome = 'failed' where archive = ? and operation = 'remove'", probe.archive());
        JsonNode drift = raised(probe, "missing");
        assertThat(drift.path("artifactDigest").asText()).isEqualTo(probe.digest());
        assertThat(drift.path("expectedDigest").asText()).isEqualTo(probe.digest());
        Management.deploy(probe.archive(), probe.file()).expect(200);
        assertThat(cleared(probe).path("clearance").asText()).isEqualTo("replaced");
    }

    @Test
    @Tag("long")
    @Execution(ExecutionMode.CONCURRENT)
    void saysWhatWasExpectedInThePlaceOfAnUnknownArchive() {
        Probe probe = deployed();
        release(probe);
        Probe unknown = Probe.running(folder, probe.service(), "unknown");
        Command.cli(AT_TERMINAL, "deploy --force " + unknown.file() + " --name=" + probe.archive())
                .run()
                .expectSuccess();
        JsonNode drift = raised(probe, "unknown-content");
        assertThat(drift.path("artifactDigest").asText()).isEqualTo(unknown.digest());
        assertThat(drift.path("expectedDigest").asText()).isEqualTo(probe.digest());
    }

    @Test
    @Tag("long")
    @Execution(ExecutionMode.CONCURRENT)
    void raisesContentThatWasChangedOnTheDisk() throws IOException {
        Probe probe = deployed();
        release(probe);
        Path content = content(probe);
        Files.write(content, new byte[] {0}, StandardOpenOption.APPEND);
        raised(probe, "altered-content");
        Management.remove(probe.archive());
        assertThat(cleared(probe).path("clearance").asText()).isEqualTo("removed");
    }

    @Test
    @Tag("long")
    @Execution(ExecutionMode.CONCURRENT)
    void raisesWhatAnOverlayChanges() throws IOException {
        Probe probe = deployed();
        release(probe);
        Path page = Files.writeString(folder.resolve("overlaid.html"), "overlaid");
        overlay("add --name=%s --content=/index.html=%s --deployments=%s --redeploy-affected"
                .formatted(probe.service(), page, probe.archive()));
        JsonNode redeployed = probe.deployment(2);
        assertThat(redeployed.path("operation").asText()).isEqualTo("redeploy");
        assertThat(redeployed.path("artifactDigest").asText()).isEqualTo(probe.digest());
        raised(probe, "altered-content");
        overlay("remove --name=" + probe.service() + " --redeploy-affected");
        assertThat(cleared(probe).path("clearance").asText()).isEqualTo("replaced");
        assertThat(probe.deployment(3).path("operation").asText()).isEqualTo("redeploy");
    }

    private static void overlay(String operation) {
        Command.cli(AT_TERMINAL, "deployment-overlay " + operation).run().expectSuccess();
    }

    private Probe deployed() {
        Probe probe = Probe.running(folder, SCRATCH.name(), "runs " + probes.size() + Instant.now());
        probes.add(probe);
        Management.deploy(probe.archive(), probe.file()).expect(200);
        probe.deployment(1);
        return probe;
    }

    private static void release(Probe probe) {
        String version = Caller.pipeline()
                        .get("/api/v1/releases?service=" + probe.service())
                        .items("id")
                        .isEmpty()
                ? "1.0"
                : "2.0";
        Caller.pipeline()
                .post(
                        "/api/v1/releases",
                        Map.of("service", probe.service(), "version", version, "artifactDigest", probe.digest()))
                .expect(201);
    }

    private static void claim(Probe probe, String version) {
        Instant now = Instant.now();
        Caller.pipeline()
                .post(
                        "/api/v1/deployments",
                        Map.of(
                                "service",
                                probe.service(),
                                "version",
                                version,
                                "environment",
                                "production",
                                "channel",
                                "pipeline",
                                "startedAt",
                                now.toString(),
                                "finishedAt",
                                now.toString(),
                                "outcome",
                                "succeeded"))
                .expect(201);
    }

    private static JsonNode raised(Probe probe, String kind) {
        JsonNode drift = await().atMost(RAISED)
                .pollInterval(PAUSE)
                .until(
                        () -> all(probe).stream()
                                .filter(one -> !one.has("clearedAt"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(drift.path("kind").asText()).isEqualTo(kind);
        assertThat(drift.path("archive").asText()).isEqualTo(probe.archive());
        return drift;
    }

    private static JsonNode cleared(Probe probe) {
        return await().atMost(CLEARED)
                .pollInterval(PAUSE)
                .until(() -> all(probe), drifts -> drifts.stream().allMatch(one -> one.has("clearedAt")))
                .get(0);
    }

    private static List<JsonNode> all(Probe probe) {
        Answer answer = Caller.pipeline().get("/api/v1/drifts?service=" + probe.service());
        List<JsonNode> drifts = new ArrayList<>();
        answer.expect(200).path("items").forEach(drift -> {
            // Where there are more workers, each of the others lacks what only this one has.
            if (drift.path("worker").asText().equals("worker-1")) {
                drifts.add(drift);
            }
        });
        return drifts;
    }

    /** Where the worker keeps these bytes. */
    private static Path content(Probe probe) throws IOException {
        Path store = Line.running().state().resolve("workers/worker-1/data/content");
        long size = Files.size(probe.file());
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.size(file) == size && Files.mismatch(file, probe.file()) < 0) {
                    return file;
                }
            }
        }
        throw new AssertionError("the worker does not store " + probe.file());
    }
}
