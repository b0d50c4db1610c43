package dev.slipway.line.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.World;
import dev.slipway.line.roll.FormerProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final String OLD = World.hash("old");
    private static final String NEW = World.hash("new");

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();
    private Journal journal;

    @BeforeEach
    void fill() throws IOException {
        journal = new Journal(folder, log::add);
        journal.write(JournalEntry.of(
                DeploymentTask.offline("production", "slipway", "2.0", "sha256:…", false, null), Instant.EPOCH));
        Files.writeString(journal.archive(OLD), "old");
        Files.writeString(journal.archive(NEW), "new");
        Files.writeString(journal.incoming(), "ne");
    }

    /** As an earlier agent wrote it, which had one class for all tasks. */
    @Test
    void goesOnWithADeploymentOfAnEarlierVersion() throws IOException {
        Files.writeString(file(), """
                {"task":{"kind":"deployment","id":"request-1","environment":"production","lockId":"lock-1",
                  "service":"shop","version":"2.0","artifactDigest":"sha256:abc","isRollback":true,"isBack":false,
                  "probePath":"/health","probeSeconds":60,"syncId":"sync-1","isResumed":true,"isForDefinition":false,
                  "commit":null,"isConfigure":false,"configurationVersion":3,"configurationBefore":2,
                  "rehearsal":{"digest":"sha256:def","version":"1.0"},
                  "probeBefore":{"path":"/","seconds":30},
                  "sync":false,"restart":false,"offline":false,"configuring":true},
                 "progress":{"before":{},"changed":[],"isPutBack":false},"startedAt":"1970-01-01T00:00:00Z","steps":[]}
                """);
        assertThat(journal.read().orElseThrow().task()).isEqualTo(deployment());
    }

    /** What an earlier agent needs to go on with it. */
    @Test
    void writesADeploymentForAnEarlierVersion() throws IOException {
        journal.write(JournalEntry.of(deployment(), Instant.EPOCH));
        assertThat(Journal.JSON.readTree(file().toFile()).get("task")).isEqualTo(Journal.JSON.readTree("""
                {"kind":"deployment","id":"request-1","environment":"production","lockId":"lock-1",
                 "service":"shop","version":"2.0","artifactDigest":"sha256:abc","isRollback":true,
                 "probePath":"/health","probeSeconds":60,"syncId":"sync-1","isResumed":true,
                 "commit":null,"isConfigure":false,"configurationVersion":3,"configurationBefore":2,
                 "rehearsal":{"digest":"sha256:def","version":"1.0"},
                 "probeBefore":{"path":"/","seconds":30}}
                """));
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
        restart.write(saved);
        assertThat(Journal.JSON.readTree(restart.file().toFile()).get("task")).isEqualTo(Journal.JSON.readTree("""
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
                "sha256:abc",
                true,
                "/health",
                60,
                new FormerProbe("/", 30),
                "sync-1",
                null,
                false,
                3,
                2,
                new DeploymentTask.Live("sha256:def", "1.0"));
    }

    private Path file() {
        return folder.resolve("journal.json");
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
                .startsWith("The journal cannot be read, and is put aside: " + aside + ": ");
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
        journal.note(OLD, "sha256:old");
        journal.note(NEW, "sha256:new");
        journal.clear(Set.of(OLD, NEW));
        assertThat(journal.noted("sha256:old")).contains(OLD);
        assertThat(journal.noted("sha256:new")).contains(NEW);
        assertThat(journal.noted("sha256:other")).isEmpty();
        journal.clear(Set.of(NEW));
        assertThat(journal.noted("sha256:old")).isEmpty();
        assertThat(journal.noted("sha256:new")).contains(NEW);
        journal.clear();
        assertThat(folder.resolve("archives")).isEmptyDirectory();
    }
}
