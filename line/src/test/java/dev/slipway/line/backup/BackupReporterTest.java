package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubKeycloak;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupReporterTest {
    private static final String REPORTS = "PUT /api/v1/agent/backup";
    private static final Report FIRST = Report.failed("2026-11-27T02:30:00Z", "There is no room.");
    private static final Report SECOND = Report.taken("2026-11-28T02:30:00Z", "43b55275", 1000, 3);

    @TempDir
    Path folder;

    @AutoClose
    private final StubKeycloak keycloak = StubKeycloak.start();

    @AutoClose
    private final StubLedger ledger = StubLedger.start();

    private final StringWriter said = new StringWriter();
    private Path file;
    private BackupReporter reporter;

    @BeforeEach
    void make() throws IOException {
        ledger.signingInAt(keycloak.issuer());
        Files.writeString(
                Files.createDirectories(folder.resolve("secrets")).resolve("agent-client-secret"), "secret\n");
        Settings settings = Settings.of(Map.of(
                "SLIPWAY_STATE",
                folder.toString(),
                "SLIPWAY_LEDGER_URL",
                ledger.uri().toString()));
        file = folder.resolve("report.json");
        reporter = new BackupReporter(settings, file, new Progress(new PrintWriter(said, true), false));
    }

    @Test
    void keepsAReportForAsLongAsTheAgentMayNotSendIt() throws IOException {
        ledger.first(REPORTS, Stub.Reply.of(403, "{}"));
        reporter.send(FIRST);
        assertThat(file).exists();
        assertThat(said.toString()).contains("the next backup does");
        reporter.send(SECOND);
        assertThat(file).doesNotExist();
        assertThat(ledger.received(REPORTS))
                .extracting(Stub.Received::body)
                .satisfiesExactly(
                        body -> assertThat(body).contains(FIRST.takenAt()),
                        body -> assertThat(body).contains(FIRST.takenAt()),
                        body -> assertThat(body).contains(SECOND.takenAt()));
    }

    /** Nor does it keep those that come after it. */
    @Test
    void dropsAReportThatTheLedgerRefuses() throws IOException {
        ledger.first(REPORTS, Stub.Reply.of(403, "{}"), Stub.Reply.of(400, "{\"detail\":\"It is not valid.\"}"));
        reporter.send(FIRST);
        reporter.send(SECOND);
        assertThat(file).doesNotExist();
        assertThat(said.toString())
                .contains("The ledger refuses the report of the backup of 2026-11-27T02:30:00Z:  It is not valid.");
        assertThat(ledger.received(REPORTS))
                .hasSize(3)
                .last()
                .extracting(Stub.Received::body)
                .asString()
                .contains(SECOND.takenAt());
    }

    /** A service's code chooses the names of files. */
    @Test
    void sendsNothingThatTheLedgerRefuses() {
        String name = "workers/a/\u0085\ud83d" + "x".repeat(986) + "\ud83d\ude00, y";
        assertThat(FIRST.lacking(name).error()).isEqualTo("workers/a/" + "x".repeat(986) + "…");
    }
}
