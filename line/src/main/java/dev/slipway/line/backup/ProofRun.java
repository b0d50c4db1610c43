package dev.slipway.line.backup;

import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.line.Line;
import dev.slipway.line.backup.line.RequiredSpace;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.Interruption;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.backup.repository.Snapshot;
import dev.slipway.line.backup.restore.LostDatabase;
import dev.slipway.line.backup.restore.StagedLedger;
import dev.slipway.line.backup.restore.StagedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves the newest backup: restores it into a staging folder, compares every table with its manifest, and queries a
 * ledger started on it.
 */
final class ProofRun {
    private static final int DAYS = 7;

    private final BackupContext site;
    private final Restic repository;

    ProofRun(BackupContext site, Restic repository) {
        this.site = site;
        this.repository = repository;
    }

    /**
     * Runs the proof and reports the result to the ledger.
     *
     * @param taken the report of the backup that the caller has taken; null if it has taken none
     * @return the report; with an error if the backup, or what is restored from it, lacks databases of services
     */
    Report run(@Nullable Report taken) throws IOException, SQLException {
        repository.open();
        repository.unlock();
        Snapshot newest = Snapshot.choose(repository.snapshots(site.settings().domain()), "", Instant.MAX);
        BackupReporter reporter =
                new BackupReporter(site.settings(), site.places().report(), site.progress());
        Instant begun = Instant.now();
        StagedLine staged =
                StagedLine.forProof(site.settings().root(), site.places().proof());
        Interruption interruption = Interruption.ending();
        Report known = taken != null && taken.isOf(newest) ? taken : null;
        // Until its own manifest is read.
        Report report = known != null
                ? known
                : Report.taken(newest.at().truncatedTo(ChronoUnit.MILLIS).toString(), newest.shortId(), 0, 0);
        try {
            staged.clear();
            long bytes = requireRoom(newest);
            Line line = restore(newest, staged);
            report = Report.taken(
                    line.takenAt(), newest.shortId(), bytes, line.databases().size());
            String lacking = known == null ? null : known.error();
            report = lacking == null ? report : report.lacking(lacking);
            prove(staged, line);
            // The backup's own report says why it lacks one.
            report = lacking(
                    report,
                    staged.lost().stream()
                            .filter(lost -> known == null || lost.isDumped())
                            .toList());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            long seconds = Duration.between(begun, now).toSeconds();
            report = report.proven(now.toString(), seconds);
            reporter.send(report);
            site.progress()
                    .say("  Proven in " + seconds + " s: " + newest.shortId() + " of "
                            + newest.at().truncatedTo(ChronoUnit.SECONDS) + " restores to the same line"
                            + (staged.lost().isEmpty() ? "." : ", without databases of services."));
            return report;
        } catch (IOException | SQLException | RuntimeException e) {
            if (!interruption.hasBegun()) {
                reporter.send(report.unproven(reported(e)));
            }
            throw e;
        } finally {
            interruption.tidy(staged::clear);
        }
    }

    /** A service's database that PostgreSQL refuses is no reason to call the line's own unproven. */
    static Report lacking(Report report, List<LostDatabase> lost) {
        List<String> lacking = new ArrayList<>();
        String error = report.error();
        if (error != null) {
            lacking.add(error);
        }
        lost.forEach(one -> lacking.add(one.text(ReportText.of(one.why(), "proof")) + "."));
        return lost.isEmpty() ? report : report.lacking(String.join(" ", lacking));
    }

    /** The public description: what is restored has texts that a service's code chose, also in PostgreSQL's errors. */
    static String reported(Exception e) {
        if (e instanceof BackupException || e instanceof SQLException) {
            return ReportText.of(e, "proof");
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private Line restore(Snapshot newest, StagedLine staged) throws IOException, SQLException {
        return site.progress().step("Restoring " + newest.shortId() + " into a staging folder", () -> {
            staged.make();
            repository.restore(newest, staged.folder());
            return staged.takeOver(BackupContext.isRoot());
        });
    }

    private void prove(StagedLine staged, Line line) throws IOException, SQLException {
        Progress progress = site.progress();
        // First: it finds damage in older backups, too, and a proof may fail each night.
        progress.step("Checking the repository, and reading a seventh of it", () -> {
            repository.check(LocalDate.now(ZoneOffset.UTC).getDayOfWeek().getValue(), DAYS);
            return true;
        });
        Server server = progress.step("Loading its databases into a PostgreSQL of its own", () -> {
            Server started = staged.startDatabase();
            staged.load(started, line, progress);
            return started;
        });
        progress.step("Comparing every table with the dump", () -> {
            staged.compare(server, line, "Take another backup, and look at the disk of the repository.", progress);
            staged.roles().tryLogins(server);
            return true;
        });
        staged.lost()
                .forEach(lost -> progress.say(
                        "  ! " + lost.text(String.valueOf(lost.why().getMessage()))));
        progress.step("Starting the ledger on it", () -> {
            try (StagedLedger ledger = new StagedLedger(site.settings(), staged, server)) {
                ledger.start(progress);
                progress.result("The ledger on it answers " + ledger.verify() + " questions");
            }
            return true;
        });
    }

    private long requireRoom(Snapshot snapshot) throws IOException, SQLException {
        long bytes = repository.size(snapshot);
        Path state = site.settings().state();
        long free = Files.getFileStore(state).getUsableSpace();
        long needed = RequiredSpace.restore(bytes, site.server().bytes());
        if (needed > free) {
            throw new BackupException(
                    "Restoring it takes up to " + RequiredSpace.megabytes(needed) + ", and only "
                            + RequiredSpace.megabytes(free) + " are free in " + state + ".",
                    "Make room on that disk.");
        }
        return bytes;
    }
}
