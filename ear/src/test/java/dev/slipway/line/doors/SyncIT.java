package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What was changed by hand at one worker comes to the other, or is undone. */
@Isolated
class SyncIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Caller PIPELINE = Caller.pipeline();
    private static final Caller AT_TERMINAL = Caller.person(REALM.person("deployer"));

    @TempDir
    Path folder;

    private Probe first;
    private Probe second;

    @BeforeEach
    void deployToBoth() throws IOException {
        assumeTrue(Line.running().setting("SLIPWAY_WORKERS").equals("2"), "it takes two workers to differ");
        String service = SCRATCH.name();
        first = Probe.running(folder, service, "one");
        second = Probe.running(folder, service, "two");
        Path war = Files.copy(first.file(), folder.resolve(first.archive()));
        slipway("deploy", war.toString(), "--service", service, "--version", "1.0")
                .expectSuccess();
        expectRunning(first.digest(), first.digest());
    }

    @AfterEach
    void remove() {
        slipway("hosts", "remove", first.service());
        Management.removeEverywhere(first.archive());
    }

    @Test
    void bringsTheOthersInLineForWhoAsksForItOnThePage() {
        changeByHand();
        String id = PIPELINE.post("/api/v1/syncs", Map.of("environment", "production", "service", first.service()))
                .expect(201)
                .path("id")
                .asText();
        JsonNode sync = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> PIPELINE.get("/api/v1/syncs/" + id).expect(200),
                        asked -> List.of("done", "failed")
                                .contains(asked.path("state").asText()));
        assertThat(sync.path("state").asText()).as("%s", sync).isEqualTo("done");
        expectRunning(second.digest(), second.digest());
        JsonNode recorded = first.deployments().get(2);
        assertThat(recorded.path("channel").asText()).isEqualTo("pipeline");
        assertThat(recorded.path("version").asText()).startsWith("by-hand.");
        // As the log of that worker has it, which is read after the request is done.
        await().atMost(Probe.PROMPTLY)
                .untilAsserted(() -> assertThat(first.deployments().get(2).path("workers"))
                        .extracting(JsonNode::asText)
                        .containsExactly("worker-2"));
        await().atMost(Probe.PROMPTLY).until(() -> !skews().contains(first.archive()));
    }

    @Test
    void undoesTheChangeIfThatIsWanted() {
        changeByHand();
        Command.Result dry = slipway("sync", "--dry-run", "--back", "--service", first.service());
        assertThat(dry.code()).isEqualTo(1);
        assertThat(dry.output()).anyMatch(line -> line.contains("replace by") && line.contains("worker-1"));
        expectRunning(second.digest(), first.digest());
        slipway("sync", "--back", "--service", first.service()).expectSuccess();
        expectRunning(first.digest(), first.digest());
        slipway("sync", "--service", first.service()).expectSuccess();
    }

    private void changeByHand() {
        Command.cli(AT_TERMINAL, 1, "deploy --force " + second.file() + " --name=" + first.archive())
                .run()
                .expectSuccess();
        first.deployment(2);
        await().atMost(Probe.PROMPTLY).until(() -> skews().contains(first.archive()));
    }

    private List<String> skews() {
        return PIPELINE.get("/api/v1/skews?environment=production").items("archive");
    }

    /** What each worker runs of it, soon. */
    private void expectRunning(String... digests) {
        await().atMost(Probe.PROMPTLY).untilAsserted(() -> assertThat(running()).containsExactly(digests));
    }

    private List<String> running() {
        List<String> digests = new ArrayList<>();
        for (JsonNode worker :
                PIPELINE.get("/api/v1/workers?limit=100").expect(200).path("items")) {
            for (JsonNode archive : worker.path("archives")) {
                if (archive.path("archive").asText().equals(first.archive())) {
                    digests.add(archive.path("artifactDigest").asText());
                }
            }
        }
        return digests;
    }

    private static Command.Result slipway(String... words) {
        return Command.slipway(words).run();
    }
}
