package dev.slipway.line.backup;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.agent.ledger.AgentLedger;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reports backups to the ledger, authenticated as the agent; an unsent report is sent the next time. */
final class BackupReporter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 50;

    private final Settings settings;
    private final Path file;
    private final Progress progress;

    BackupReporter(Settings settings, Path file, Progress progress) {
        this.settings = settings;
        this.file = file;
        this.progress = progress;
    }

    /** Sends a report, and an unsent one before it. */
    void send(Report report) throws IOException {
        List<Report> waiting = new ArrayList<>(waiting());
        // Only the latest report of a backup counts.
        waiting.removeIf(one -> one.takenAt().equals(report.takenAt()));
        waiting.add(report);
        keep(waiting.subList(Math.max(0, waiting.size() - MOST), waiting.size()));
        try {
            Ledger ledger = AgentLedger.of(settings);
            for (Report one : waiting) {
                put(ledger, one);
            }
            Files.deleteIfExists(file);
        } catch (CallException e) {
            progress.say("  ! The ledger could not be notified; the next backup does:  " + e.what());
        }
    }

    /** One that the ledger refuses is dropped: it would hold back all later ones. */
    private void put(Ledger ledger, Report report) throws IOException {
        try {
            ledger.put(
                    ApiPath.of("agent/backup"), Json.read(JSON.writeValueAsBytes(report)), "what became of a backup");
        } catch (LedgerRefusedException e) {
            if (!e.isInvalid()) {
                throw e;
            }
            progress.say("  ! The ledger refuses the report of the backup of " + report.takenAt() + ":  " + e.what());
        }
    }

    private List<Report> waiting() throws IOException {
        return Files.exists(file) ? JSON.readValue(file.toFile(), new TypeReference<List<Report>>() {}) : List.of();
    }

    private void keep(List<Report> reports) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsBytes(reports));
    }
}
