package dev.slipway.line.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.pace.SwiftPace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    @TempDir
    Path folder;

    private final List<StepReport> reports = new ArrayList<>();
    private Journal journal;
    private Recorder recorder;

    @BeforeEach
    void begin() throws IOException {
        journal = new Journal(folder, line -> {});
        journal.write(JournalEntry.of(
                DeploymentTask.offline(
                        "production", "shop", "2.0", new Digest("sha256:" + "0".repeat(64)), false, null),
                Instant.EPOCH));
        recorder = Recorder.of(journal, new SwiftPace(), reports::add);
    }

    @Test
    void writesWhatWasAddedWithTheNextStep() throws IOException {
        recorder.report(Kind.STARTED, "worker-1", "Uploading");
        recorder.add(Kind.DONE, "worker-1", "Uploaded");
        recorder.add(recorder.entry().with(recorder.entry().progress().withChanged("worker-1")));
        assertThat(reports).extracting(StepReport::text).containsExactly("Uploading");
        assertThat(written().steps()).isEqualTo(reports);
        assertThat(written().progress().changed()).isEmpty();

        recorder.report(Kind.STARTED, "worker-1", "Deploying");
        assertThat(reports).extracting(StepReport::text).containsExactly("Uploading", "Uploaded", "Deploying");
        assertThat(reports).extracting(StepReport::number).containsExactly(1, 2, 3);
        assertThat(written().steps()).isEqualTo(reports);
        assertThat(written().progress().changed()).containsExactly("worker-1");
    }

    @Test
    void writesWhatWasAddedWithAFailure() throws IOException {
        recorder.add(Kind.DONE, "worker-1", "Uploaded");
        recorder.fail("worker-1", "no class p.Gone");
        assertThat(reports).extracting(StepReport::kind).containsExactly(Kind.DONE, Kind.FAILED);
        assertThat(written().steps()).isEqualTo(reports);
        assertThat(written().progress().failure()).isNotNull();
    }

    private JournalEntry written() throws IOException {
        return journal.read().orElseThrow();
    }
}
