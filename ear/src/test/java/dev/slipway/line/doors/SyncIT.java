package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.OwnWorkers;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
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
    private static final Realm.Person AT_TERMINAL = REALM.person("deployer");
    private static final String SERVICE = SCRATCH.name();

    @TempDir
    static Path folder;

    private static Probe first;
    private static Probe second;

    @BeforeAll
    static void write() {
        first = Probe.running(folder, SERVICE, "one");
        second = Probe.running(folder, SERVICE, "two");
    }

    @BeforeEach
    void deployToBoth() throws IOException {
        Path war = folder.resolve(first.archive());
        Files.copy(first.file(), war, StandardCopyOption.REPLACE_EXISTING);
        slipway("deploy", war.toString(), "--service", SERVICE, "--version", "1.0")
                .expectSuccess();
        expectRunning(first.digest(), first.digest());
    }

    @AfterAll
    static void remove() {
        OwnWorkers.remove(SERVICE);
    }

    @Test
    void bringsTheOthersInLineForWhoAsksForItOnThePage() {
        changeByHand();
        String id = PIPELINE.post("/api/v1/syncs", Map.of("environment", "production", "service", SERVICE))
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
        JsonNode recorded = newest();
        assertThat(recorded.path("channel").asText()).isEqualTo("pipeline");
        assertThat(recorded.path("version").asText()).startsWith("by-hand.");
        // As the log of that worker has it, which is read after the request is done.
        await().atMost(Probe.PATIENCE)
                .untilAsserted(() -> assertThat(newest().path("workers"))
                        .extracting(JsonNode::asText)
                        .containsExactly(SERVICE + "-production-2"));
        await().atMost(Probe.PATIENCE).until(() -> !skews().contains(first.archive()));
    }

    @Test
    void undoesTheChangeIfThatIsWanted() {
        changeByHand();
        Command.Result dry = slipway("sync", "--dry-run", "--back", "--service", SERVICE);
        assertThat(dry.code()).isEqualTo(1);
        assertThat(dry.output())
                .anyMatch(line -> line.contains("replace by") && line.contains(SERVICE + "-production-1"));
        expectRunning(second.digest(), first.digest());
        slipway("sync", "--back", "--service", SERVICE).expectSuccess();
        expectRunning(first.digest(), first.digest());
        slipway("sync", "--service", SERVICE).expectSuccess();
    }

    /** In somebody's own name: what the agent's user did would be taken for the sync's. */
    private void changeByHand() {
        int before = first.deployments().size();
        JsonNode answer = OwnWorkers.management(SERVICE, 1, AT_TERMINAL)
                .execute("""
                        {"operation":"full-replace-deployment","address":[],"name":"%s","content":[{"url":"%s"}]}""".formatted(first.archive(), second.file().toUri()))
                .orElseThrow();
        assertThat(answer.path("outcome").asText()).as("%s", answer).isEqualTo("success");
        first.deployment(before + 1);
        await().atMost(Probe.PATIENCE).until(() -> skews().contains(first.archive()));
    }

    private static JsonNode newest() {
        List<JsonNode> all = first.deployments();
        return all.get(all.size() - 1);
    }

    private List<String> skews() {
        return PIPELINE.get("/api/v1/skews?environment=production").items("archive");
    }

    /** What each worker runs of it, soon. */
    private void expectRunning(String... digests) {
        await().atMost(Probe.PATIENCE).untilAsserted(() -> assertThat(running()).containsExactly(digests));
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
