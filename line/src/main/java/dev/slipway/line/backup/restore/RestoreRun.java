package dev.slipway.line.backup.restore;

import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.line.Line;
import dev.slipway.line.backup.line.RequiredSpace;
import dev.slipway.line.backup.password.KnownRepositories;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.program.BackupPrograms;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.backup.repository.Snapshot;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Restores a whole line into a staging folder that is renamed at the end, so that an interruption leaves the present
 * line untouched.
 */
public final class RestoreRun {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Duration UNTIL_BACKUP = Duration.ofDays(1);

    /** The exit code of one that lacks services' databases; {@code line/bin/restore} starts the line all the same. */
    static final int LACKING = 3;

    private final Path root;
    private final Path state;
    private final boolean isNew;
    private final Restic repository;
    private final String password;
    private final String backupTo;
    private final Progress progress;

    /**
     * @param root the checkout
     * @param state the line's folder, which is created or replaced
     * @param password the repository's, which the line keeps
     * @param backupTo the line's new backup location; empty for the one in the backup
     */
    RestoreRun(Path root, Path state, Restic repository, String password, String backupTo, Progress progress) {
        this.root = root;
        this.state = state;
        isNew = !isUsed(state);
        this.repository = repository;
        this.password = password;
        this.backupTo = backupTo;
        this.progress = progress;
    }

    /**
     * Whether a line exists already, also one that {@code up} has only begun to create.
     *
     * @param state the line's folder
     */
    static boolean isUsed(Path state) {
        return Files.exists(state.resolve("postgresql/data"), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(state.resolve("secrets/postgres-password"), LinkOption.NOFOLLOW_LINKS);
    }

    /** The staging folder. */
    static Path stagingFolder(Path state) {
        return state.resolveSibling(state.getFileName() + ".restoring");
    }

    /**
     * Restores it.
     *
     * @param id the id of the backup; empty: the newest
     * @param until only backups taken until this time
     * @throws Failure with {@link #LACKING}, if all is restored but some services' databases
     */
    void run(String id, Instant until) throws IOException, SQLException {
        repository.open();
        repository.unlock();
        Snapshot snapshot = Snapshot.choose(repository.snapshots(), id, until);
        StagedLine staged = StagedLine.forRestore(root, stagingFolder(state));
        staged.clear();
        long bytes = repository.size(snapshot);
        Path parent = staged.folder().toAbsolutePath().resolveSibling("");
        Files.createDirectories(parent);
        long free = Files.getFileStore(parent).getUsableSpace();
        long needed = repository
                .text(snapshot, "/" + BackupPaths.WORK, BackupPaths.DATABASE_BYTES)
                .map(databases -> RequiredSpace.restore(bytes, Long.parseLong(databases.strip())))
                .orElse(RequiredSpace.restore(bytes));
        if (needed > free) {
            throw new BackupException(
                    "To restore it takes up to " + RequiredSpace.megabytes(needed) + ", and only "
                            + RequiredSpace.megabytes(free) + " are free in " + parent + ".",
                    "Make room on that disk.");
        }
        try {
            restore(snapshot, staged, bytes);
        } catch (IOException | SQLException | RuntimeException e) {
            staged.clear();
            throw e;
        }
        requireAll(staged.lost());
    }

    static void requireAll(List<LostDatabase> lost) {
        if (!lost.isEmpty()) {
            String names = lost.stream().map(LostDatabase::name).collect(Collectors.joining(", "));
            throw new Failure(
                    LACKING,
                    "The line is restored without databases of services: " + names + ".",
                    "They accept no connections until each is restored from another backup: ./slipway restore --service"
                            + " SERVICE --environment ENVIRONMENT --snapshot ID");
        }
    }

    private void restore(Snapshot snapshot, StagedLine staged, long bytes) throws IOException, SQLException {
        Line line = progress.step(
                "Reading " + snapshot.shortId() + " of " + snapshot.at() + ", " + RequiredSpace.megabytes(bytes),
                () -> {
                    staged.make();
                    repository.restore(snapshot, staged.folder());
                    return staged.takeOver(BackupContext.isRoot());
                });
        Server server = progress.step("Loading its databases", () -> {
            Server started = staged.startDatabase();
            staged.load(started, line, progress);
            return started;
        });
        progress.step("Comparing every table with the dump", () -> {
            staged.compare(server, line, "Another backup may be whole: --snapshot ID.", progress);
            return true;
        });
        staged.lost()
                .forEach(lost -> progress.say(
                        "  ! " + lost.text(String.valueOf(lost.why().getMessage()))));
        int dropped = dropNotifications(server);
        staged.roles().openLogins(server);
        staged.stop();
        finish(staged.folder());
        if (isNew && isUsed(state)) {
            throw new BackupException(
                    "A line was started in " + state + " meanwhile.",
                    "To replace it: ./slipway down, and restore with --replace.");
        }
        if (Files.exists(state, LinkOption.NOFOLLOW_LINKS)) {
            Path before = state.resolveSibling(state.getFileName() + ".before-" + STAMP.format(Instant.now()));
            Files.move(state, before, StandardCopyOption.ATOMIC_MOVE);
            progress.say("  What was there is now " + before + "; remove it when nobody needs it any more.");
        }
        Files.move(staged.folder(), state, StandardCopyOption.ATOMIC_MOVE);
        progress.say("  The line of " + line.domain() + " as of " + line.takenAt() + " is in " + state + ".");
        if (dropped > 0) {
            progress.say("  Notifications that waited when the backup was taken are dropped: " + dropped + ".");
        }
        shared(backupTo, Settings.of(Map.of("SLIPWAY_STATE", state.toString())).backupTo())
                .forEach(progress::say);
        progress.say(outdated(line.takenAt()));
    }

    /**
     * The warning that people who have left may sign in again, and that replaced secrets are valid again.
     *
     * @param takenAt when the backup began
     */
    static String outdated(String takenAt) {
        return "  ! Accounts, roles and secrets are those of " + takenAt
                + ": disable who has left since, rotate what was rotated since.";
    }

    /**
     * The warning if the line backs up to the same location as the original, which may still run: they would be
     * indistinguishable there.
     *
     * @param configured its configured location; empty for the original's
     * @param original the original's location; empty for none
     */
    static List<String> shared(String configured, String original) {
        if (original.isEmpty() || !configured.isEmpty() && !configured.equals(original)) {
            return List.of();
        }
        return List.of(
                "  ! From tomorrow on, this line backs up to " + original
                        + ", as the one that it was restored from does. If that one still runs,",
                "    give this one another place: SLIPWAY_BACKUP_TO=… ./slipway up",
                "    or none:                     SLIPWAY_BACKUP_TO= ./slipway up");
    }

    /** The original has sent since what waited when it was backed up. */
    private static int dropNotifications(Server server) throws SQLException {
        try (Connection connection = server.connect("slipway");
                Statement statement = connection.createStatement()) {
            // The line owns every object there.
            return statement.executeUpdate(
                    "update public.notification set state = 'dropped', ended_at = now() where state = 'waiting'");
        }
    }

    /**
     * Keeps the repository's password, deletes the dumps, puts the next backup off, and leaves the original's repositories to it.
     *
     * @param folder the staging folder
     */
    void finish(Path folder) throws IOException {
        Path secret = folder.resolve("secrets/backup-password");
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, password);
        WorkerReset.mark(folder);
        BackupPaths.remove(folder.resolve(BackupPaths.WORK), BackupPrograms.in(root));
        BackupPaths places = new BackupPaths(folder);
        places.make();
        new KnownRepositories(places).markRestored();
        // Time to configure another location after a trial restore.
        places.writeNext(Instant.now().plus(UNTIL_BACKUP).getEpochSecond());
        Files.deleteIfExists(folder.resolve(StagedLine.POSTGRES_LOG));
    }
}
