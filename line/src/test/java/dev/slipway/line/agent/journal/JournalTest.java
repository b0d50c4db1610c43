package dev.slipway.line.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.RestartTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.FormerProbe;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.plan.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final ContentHash OLD = new ContentHash(World.hash("old"));
    private static final ContentHash NEW = new ContentHash(World.hash("new"));
    private static final Digest OLD_DIGEST = new Digest(EmptyArchive.digest("old"));
    private static final Digest NEW_DIGEST = new Digest(EmptyArchive.digest("new"));

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();
    private Journal journal;

    @BeforeEach
    void fill() throws IOException {
        journal = new Journal(folder, log::add);
        journal.write(JournalEntry.of(
                DeploymentTask.offline("production", "slipway", "2.0", NEW_DIGEST, false, null), Instant.EPOCH));
        Files.writeString(journal.archive(OLD), "old");
        Files.writeString(journal.archive(NEW), "new");
        Files.writeString(journal.incoming(), "ne");
    }

    /** As an earlier agent wrote it, which had one class for all tasks. */
    @Test
    void goesOnWithADeploymentOfAnEarlierVersion() throws IOException {
        Files.writeString(file(), """
                {"task":{"kind":"deployment","id":"request-1","environment":"production","lockId":"lock-1",
                  "service":"shop","version":"2.0","artifactDigest":"%s","isRollback":true,"isBack":false,
                  "probePath":"/health","probeSeconds":60,"syncId":"sync-1","isResumed":true,"isForDefinition":false,
                  "commit":null,"isConfigure":false,"configurationVersion":3,"configurationBefore":2,
                  "rehearsal":{"digest":"%s","version":"1.0"},
                  "probeBefore":{"path":"/","seconds":30},
                  "sync":false,"restart":false,"offline":false,"configuring":true},
                 "progress":{"before":{},"changed":[],"isPutBack":false},"startedAt":"1970-01-01T00:00:00Z","steps":[]}
                """.formatted(NEW_DIGEST, OLD_DIGEST));
        assertThat(journal.read().orElseThrow().task()).isEqualTo(deployment());
    }

    /** What an earlier agent needs to go on with it. */
    @Test
    void writesADeploymentForAnEarlierVersion() throws IOException {
        journal.write(JournalEntry.of(deployment(), Instant.EPOCH));
        assertThat(Journal.JSON.readTree(file().toFile()).get("task"))
                .isEqualTo(Journal.JSON.readTree("""
                {"kind":"deployment","id":"request-1","environment":"production","lockId":"lock-1",
                 "service":"shop","version":"2.0","artifactDigest":"%s","isRollback":true,
                 "probePath":"/health","probeSeconds":60,"syncId":"sync-1","isResumed":true,
                 "commit":null,"isConfigure":false,"configurationVersion":3,"configurationBefore":2,
                 "rehearsal":{"digest":"%s","version":"1.0"},
                 "probeBefore":{"path":"/","seconds":30}}
                """.formatted(NEW_DIGEST, OLD_DIGEST)));
    }

    /** As an earlier agent wrote them, and as it reads them. */
    @Test
    void keepsTheFormOfHashesAndDigests() throws IOException {
        Files.writeString(file(), """
                {"task":%s,
                 "rollout":{"service":"shop","archive":"shop.war","hash":"%s","targets":["worker-1","worker-2"],
                  "probePath":null,"probeSeconds":30,"label":null,"starts":{},"isRestartOnly":false,"probeBefore":null,
                  "ledger":false},
                 "progress":{"before":{"worker-1":{"presence":"RUNNING","hash":"%s"},
                  "worker-2":{"presence":"ABSENT","hash":""}},"changed":[],"failure":null,"isPutBack":false},
                 "startedAt":"1970-01-01T00:00:00Z","steps":[]}
                """.formatted(Journal.JSON.writeValueAsString(deployment()), NEW, OLD));
        JsonNode written = Journal.JSON.readTree(file().toFile());
        // An earlier agent reads past it.
        ((ObjectNode) written.get("progress")).putArray("rollingBack");
        JournalEntry entry = journal.read().orElseThrow();
        assertThat(entry.rollout()).extracting(Rollout::hash).isEqualTo(NEW);
        assertThat(entry.progress().before())
                .isEqualTo(Map.of("worker-1", Content.running(OLD), "worker-2", Content.absent()));
        journal.write(entry);
        JsonNode again = Journal.JSON.readTree(file().toFile());
        assertThat(again.get("rollout")).isEqualTo(written.get("rollout"));
        assertThat(again.get("progress")).isEqualTo(written.get("progress"));

        Result result = new Result(Instant.EPOCH, Instant.EPOCH, "It does not start.", OLD_DIGEST);
        JsonNode sent = Journal.JSON.valueToTree(result);
        assertThat(sent.get("putBackDigest").asText()).isEqualTo(OLD_DIGEST.text());
        assertThat(Journal.JSON.treeToValue(sent, Result.class)).isEqualTo(result);
    }

    /** As an earlier agent wrote it, and as it reads it. */
    @Test
    void keepsTheFormOfARestart() throws IOException {
        RestartFile restart = RestartFile.in(folder);
        Files.writeString(restart.file(), """
                {"task":{"kind":"restart","id":"restart-1","environment":"production","lockId":"lock-1",
                  "service":"shop","version":null,"artifactDigest":null,"isRollback":false,"isBack":false,
                  "probePath":null,"probeSeconds":null,"syncId":null,"isResumed":true,"isForDefinition":true,
                  "commit":null,"isConfigure":false,"configurationVersion":null,"configurationBefore":null,
                  "rehearsal":null,"probeBefore":null,
                  "sync":false,"restart":true,"offline":false,"configuring":false},
                 "before":{"worker-1":1},"isWell":true,"steps":[],"state":"running","over":false}
                """);
        RestartFile.Saved saved = restart.read().orElseThrow();
        assertThat(saved.task()).isEqualTo(new RestartTask("restart-1", "production", "lock-1", true, "shop", true));
        assertThat(saved.isHealthRequired()).isTrue();
        restart.write(saved);
        JsonNode written = Journal.JSON.readTree(restart.file().toFile());
        assertThat(written.get("isWell").asBoolean()).isTrue();
        assertThat(written.get("task")).isEqualTo(Journal.JSON.readTree("""
                {"kind":"restart","id":"restart-1","environment":"production","lockId":"lock-1","service":"shop",
                 "isResumed":true,"isForDefinition":true}
                """));
    }

    private static DeploymentTask deployment() {
        return new DeploymentTask(
                "deployment",
                "request-1",
                "production",
                "lock-1",
                true,
                "shop",
                "2.0",
                NEW_DIGEST,
                true,
                "/health",
                60,
                new FormerProbe("/", 30),
                "sync-1",
                null,
                false,
                3,
                2,
                new DeploymentTask.Live(OLD_DIGEST, "1.0"));
    }

    private Path file() {
        return folder.resolve("journal.json");
    }

    @Test
    void putsNothingInThePlaceOfWhatIsUnfinished() throws IOException {
        JournalEntry left = journal.read().orElseThrow();
        JournalEntry next = JournalEntry.of(deployment(), Instant.EPOCH);
        assertThatThrownBy(() -> journal.begin(next)).hasMessage("The deployment of slipway 2.0 is unfinished.");
        assertThat(journal.read()).contains(left);
        journal.clear();
        journal.begin(next);
        assertThat(journal.read()).contains(next);
    }

    /** As on a damaged disk. */
    @Test
    void putsAsideWhatItCannotRead() throws IOException {
        Files.writeString(file(), "{\"task\":");
        assertThat(journal.read()).isEmpty();
        assertThat(journal.read()).isEmpty();
        Path aside = folder.resolve("journal.unreadable");
        assertThat(aside).hasContent("{\"task\":");
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("The journal cannot be read, and was moved aside: " + aside + ": ");
    }

    @Test
    void keepsNothing() throws IOException {
        journal.clear();
        assertThat(journal.read()).isEmpty();
        assertThat(folder.resolve("archives")).isEmptyDirectory();
    }

    @Test
    void keepsWhatRuns() throws IOException {
        journal.clear(Set.of(NEW));
        assertThat(journal.read()).isEmpty();
        assertThat(journal.saved()).containsExactly(NEW);
        assertThat(journal.incoming()).doesNotExist();
        journal.clear(Set.of(OLD));
        assertThat(journal.saved()).isEmpty();
    }

    @Test
    void findsWhatItKeepsByItsDigest() throws IOException {
        journal.note(OLD, OLD_DIGEST);
        journal.note(NEW, NEW_DIGEST);
        journal.clear(Set.of(OLD, NEW));
        assertThat(journal.noted(OLD_DIGEST)).contains(OLD);
        assertThat(journal.noted(NEW_DIGEST)).contains(NEW);
        assertThat(journal.noted(new Digest("sha256:" + "0".repeat(64)))).isEmpty();
        journal.clear(Set.of(NEW));
        assertThat(journal.noted(OLD_DIGEST)).isEmpty();
        assertThat(journal.noted(NEW_DIGEST)).contains(NEW);
        journal.clear();
        assertThat(folder.resolve("archives")).isEmptyDirectory();
    }
}
