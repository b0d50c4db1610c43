package dev.slipway.line.backup;

import static dev.slipway.line.backup.line.RequiredSpace.megabytes;

import dev.slipway.line.backup.dump.DatabaseDump;
import dev.slipway.line.backup.dump.Manifest;
import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.line.Line;
import dev.slipway.line.backup.line.Ownership;
import dev.slipway.line.backup.line.RequiredSpace;
import dev.slipway.line.backup.password.KnownRepositories;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.program.Interruption;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.backup.repository.BackupContents;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.backup.repository.Retention;
import dev.slipway.line.backup.repository.SparseFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Takes a backup of the whole line. */
final class BackupRun {
    private final BackupContext site;
    private final Restic repository;
    private final LineDisk disk;

    BackupRun(BackupContext site, Restic repository) {
        this.site = site;
        this.repository = repository;
        disk = new LineDisk(site.settings().state());
    }

    /** Takes the backup, and reports the result to the ledger, unless it is an upgrade's. */
    Report run() throws IOException, SQLException {
        String takenAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        Interruption interruption = Interruption.ending();
        try {
            open();
            Report report = take(takenAt, interruption);
            send(report);
            forget(interruption);
            return report;
        } catch (IOException | SQLException | RuntimeException e) {
            if (!interruption.hasBegun()) {
                send(Report.failed(takenAt, e.getMessage() == null ? e.toString() : e.getMessage()));
            }
            throw e;
        } finally {
            interruption.tidy(() -> BackupPaths.remove(site.places().work(), site.programs()));
        }
    }

    /**
     * Does not report backups before upgrades: they are never proven, which would be an alert on a line without others.
     */
    private void send(Report report) throws IOException {
        if (!isBeforeUpgrade()) {
            new BackupReporter(site.settings(), site.places().report(), site.progress()).send(report);
        }
    }

    private boolean isBeforeUpgrade() {
        Path own = site.settings().state().resolve(BackupPaths.BEFORE_UPGRADES);
        return repository.repository().equals(own.toString());
    }

    /** Without it, the backup counts all the same. */
    private void forget(Interruption interruption) throws IOException, SQLException {
        Retention kept = retention();
        try {
            site.progress().step("Removing backups beyond the retention (" + kept.words() + ")", () -> {
                repository.forget(site.settings().domain(), kept);
                return true;
            });
        } catch (IOException | BackupException e) {
            if (interruption.hasBegun()) {
                throw e;
            }
            site.progress().say("  ! The backup is taken, but those beyond the retention stay: " + e.getMessage());
        }
    }

    private Retention retention() {
        return new Retention(site.settings().backupKeep());
    }

    /**
     * An unmounted disk must not start a new repository in the mount point. The repository of backups before upgrades
     * is on the line's own disk and in no backup, so a restored line has none.
     */
    void open() throws IOException, SQLException {
        KnownRepositories known = new KnownRepositories(site.places());
        String place = repository.repository();
        boolean isElsewhere = !isBeforeUpgrade();
        if (repository.isThere()) {
            repository.requireLock();
            repository.unlock();
        } else if (isElsewhere && known.contains(place)) {
            throw new BackupException(
                    "The repository " + place + " is gone.",
                    "Is its disk mounted? To begin a new one there, take its line out of " + known.files(place) + ".");
        } else {
            site.progress().step("Making the repository " + place, () -> {
                repository.init();
                return true;
            });
        }
        if (isElsewhere) {
            known.add(place);
        }
    }

    private Report take(String takenAt, Interruption interruption) throws IOException, SQLException {
        Progress progress = site.progress();
        Path work = site.places().makeWork(site.programs());
        Server server = site.server();
        List<Server.Sized> databases = server.databases();
        long bytes = databases.stream().mapToLong(Server.Sized::bytes).sum();
        requireRoom(bytes);
        DatabaseDump databaseDump = new DatabaseDump(server, work);
        databaseDump.globals();
        List<String> names = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        for (Server.Sized database : databases) {
            boolean isDumped =
                    progress.step("The database " + database.name() + ", " + megabytes(database.bytes()), () -> {
                        try {
                            return dump(databaseDump, database);
                        } catch (SQLException | BackupException e) {
                            String lacks = "The database " + database.name() + " could not be dumped: ";
                            String why = lacks + e.getMessage();
                            if (Line.OWN_DATABASES.contains(database.name()) || interruption.hasBegun()) {
                                throw new BackupException(
                                        why, e instanceof BackupException known ? known.remedy() : "", e);
                            }
                            databaseDump.forget(database.name());
                            missing.add(database.name());
                            lacking.add(lacks + ReportText.of(e, "backup"));
                            progress.result(why);
                            return false;
                        }
                    });
            if (isDumped) {
                names.add(database.name());
            }
        }
        for (String closed : server.closed()) {
            missing.add(closed);
            lacking.add("The database " + closed + " could not be dumped: it accepts no connections, as after a"
                    + " restore that could not load it, for which see the handbook's page Backup, or that was killed."
                    + " After that, open it: alter database " + closed + " allow_connections true");
        }
        note(work, takenAt, names);
        Files.writeString(BackupPaths.databaseBytes(work), String.valueOf(bytes));
        Files.write(BackupPaths.missing(work), missing);
        Restic.Stored stored = storeWithRoom();
        lacking.addAll(ReportText.lacking(stored));
        Report report = Report.taken(takenAt, stored.snapshot(), stored.bytes(), names.size());
        return lacking.isEmpty() ? report : report.lacking(String.join(" ", lacking));
    }

    /** A repository that is full gets room by the retention, once. */
    private Restic.Stored storeWithRoom() throws IOException, SQLException {
        try {
            return store();
        } catch (BackupException e) {
            if (!e.isFull()) {
                throw e;
            }
            makeRoom();
        }
        try {
            return store();
        } catch (BackupException e) {
            if (e.isFull() && disk.has(repository.repository())) {
                // The running line needs the space of the partial backup.
                makeRoom();
            }
            throw e;
        }
    }

    private void makeRoom() throws IOException, SQLException {
        Retention kept = retention();
        site.progress().step("It is full: removing backups beyond the retention (" + kept.words() + ")", () -> {
            repository.unlock();
            repository.makeRoom(site.settings().domain(), kept);
            return true;
        });
    }

    private Restic.Stored store() throws IOException, SQLException {
        Progress progress = site.progress();
        boolean isOnTheLinesDisk = disk.has(repository.repository());
        return progress.step("Storing the line in " + repository.repository(), () -> {
            Restic.Stored result = repository.backup(site.settings().domain(), site.release(), how -> {
                if (isOnTheLinesDisk) {
                    disk.requireSpare(otherPlace());
                }
                progress.update(how);
            });
            progress.result("Stored as " + result.snapshot() + " in " + repository.repository() + ": "
                    + megabytes(result.bytes()) + ", of which " + megabytes(result.added()) + " are new");
            return result;
        });
    }

    /** Dumps a database; false if it was dropped since, like that of a rehearsal. */
    private boolean dump(DatabaseDump databaseDump, Server.Sized database) throws IOException, SQLException {
        Progress progress = site.progress();
        try {
            Manifest manifest =
                    databaseDump.dump(database, progress, () -> disk.requireSpare("Make room on that disk."));
            progress.result("The database " + database.name() + ": "
                    + manifest.tables().size() + " tables, " + manifest.rows() + " rows, "
                    + megabytes(database.bytes()));
            return true;
        } catch (SQLException | BackupException e) {
            if (site.server().databases().stream()
                    .anyMatch(other -> other.name().equals(database.name()))) {
                throw e;
            }
            databaseDump.forget(database.name());
            progress.result("The database " + database.name() + ": gone meanwhile");
            return false;
        }
    }

    private void note(Path work, String takenAt, List<String> databases) throws IOException {
        Path state = site.settings().state();
        String user = Files.getOwner(state).getName();
        Ownership.write(Ownership.of(state, user, this::isLeftOut), BackupPaths.owners(work));
        new Line(Line.FORM, site.settings().domain(), user, takenAt, databases).write(BackupPaths.line(work));
    }

    private boolean isLeftOut(Path file) {
        Path below = site.settings().state().relativize(file);
        return below.startsWith("backup") || BackupContents.isLeftOut(below);
    }

    /**
     * Fails if the space cannot be enough; a borderline case is checked during writing. A repository on the same disk
     * first grows by the size of the whole line, later by changes only.
     */
    private void requireRoom(long databases) throws IOException {
        boolean isFirst = disk.has(repository.repository())
                && repository.snapshots(site.settings().domain()).isEmpty();
        long stored = isFirst ? storedFiles() + databases : 0;
        long free = disk.free();
        String taken = "The dumps take up to " + megabytes(RequiredSpace.dumps(databases)) + " in "
                + site.places().work()
                + (isFirst ? ", the repository on the same disk up to " + megabytes(stored) : "")
                + ", and only " + megabytes(free) + " are free there.";
        if (RequiredSpace.backup(databases, stored) > free) {
            throw new BackupException(taken, isFirst ? otherPlace() : "Make room on that disk.");
        }
        if (RequiredSpace.backup(RequiredSpace.dumps(databases), stored) > free) {
            site.progress().say("  ! " + taken);
        }
    }

    private long storedFiles() throws IOException {
        SparseFiles sparse = SparseFiles.of(site.settings().state());
        return disk.files(this::isLeftOut) - sparse.bytes();
    }

    private String otherPlace() {
        return "Make room on that disk, or name another place with SLIPWAY_BACKUP_TO"
                + (isBeforeUpgrade() ? ", or upgrade with --no-backup." : ".");
    }
}
