package dev.slipway.line.agent.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.InMemory;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.log.TraceLog;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.http.CallException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTest {
    private static final DeploymentTask TASK =
            DeploymentTask.offline("production", "slipway", "2.0", new Digest("sha256:" + "0".repeat(64)), false, null);

    @TempDir(factory = InMemory.class)
    Path folder;

    private final List<String> log = new ArrayList<>();

    /** Tried again for ever, it would keep everybody else's waiting, and only its trace says where it came from. */
    @Test
    void failsAtABugBeforeAnyWorkerIsTouched() throws Exception {
        JournalEntry entry = run((digest, file) -> {
            throw new NullPointerException("no name");
        });
        assertThat(entry.isFinished()).isTrue();
        assertThat(Objects.requireNonNull(entry.progress().failure()).text())
                .isEqualTo("java.lang.NullPointerException: no name");
        assertThat(entry.progress().changed()).isEmpty();
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("java.lang.NullPointerException: no name")
                .contains("at dev.slipway.line.agent.deployment.ArchiveFetch");
    }

    /** As of an archive that is made for it: the agent goes on, and would only read it again. */
    @Test
    void failsAtWhatDoesNotFitIntoMemory() throws Exception {
        JournalEntry entry = run((digest, file) -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(entry.isFinished()).isTrue();
        assertThat(Objects.requireNonNull(entry.progress().failure()).text())
                .isEqualTo("java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void staysInTheJournalWhileTheLedgerIsAwayOrTheAgentStops() {
        assertThatThrownBy(() -> run((digest, file) -> {
                    throw new CallException("The ledger does not answer.", "");
                }))
                .isInstanceOf(CallException.class);
        assertThatThrownBy(() -> run((digest, file) -> {
                    throw new StoppedException();
                }))
                .isInstanceOf(StoppedException.class);
        assertThat(log).isEmpty();
    }

    private JournalEntry run(Job.Source source) throws IOException {
        Site site = new World(folder).site();
        Journal journal = new Journal(folder, log::add);
        journal.write(JournalEntry.of(TASK, Instant.EPOCH));
        Recorder recorder = Recorder.of(journal, site.pace(), report -> {});
        Sites sites = new Sites(
                site,
                "production",
                new GroupFiles(folder.resolve("asks"), folder.resolve("answers")),
                (group, answer) -> site);
        return new Job(sites, journal, recorder, source, Optional.empty(), () -> {}, () -> {}, new TraceLog(log::add))
                .run();
    }
}
