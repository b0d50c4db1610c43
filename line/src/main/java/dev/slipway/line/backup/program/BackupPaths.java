package dev.slipway.line.backup.program;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.file.LockFile;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The paths used by backups.
 *
 * @param state the line's folder
 */
public record BackupPaths(Path state) {
    /** The exit code of one that is locked out: EX_TEMPFAIL of sysexits.h. */
    public static final int BUSY = 75;

    /** The work folder's path in a backup. */
    public static final String WORK = "backup/work";

    /** The name of the file with the size of the databases, in the work folder; earlier releases wrote none. */
    public static final String DATABASE_BYTES = "database-bytes";

    /** The path of the repository of backups before upgrades, which is in no backup. */
    public static final String BEFORE_UPGRADES = "backup/before-upgrades";

    /** The dumps of one run, accessible to the line's owner only. */
    public Path work() {
        return state.resolve(WORK);
    }

    public static Path line(Path work) {
        return work.resolve("line.json");
    }

    /** The file with the size of the databases that were dumped, in bytes. */
    public static Path databaseBytes(Path work) {
        return work.resolve(DATABASE_BYTES);
    }

    /** The file with the services' databases that are not in the backup, one per line; earlier releases wrote none. */
    public static Path missing(Path work) {
        return work.resolve("missing-databases");
    }

    public static Path owners(Path work) {
        return work.resolve("owners.json");
    }

    /** The folder in which a backup is restored to prove it. */
    public Path proof() {
        return folder().resolve("proof");
    }

    public Path cache() {
        return folder().resolve("cache");
    }

    /** The file with the time of the next backup, in seconds since 1970. */
    Path next() {
        return folder().resolve("next");
    }

    /** The file with the nightly backup that is not proven yet. */
    public Path unproven() {
        return folder().resolve("unproven.json");
    }

    /** The file with the repositories that this line has backed up to, one per line. */
    public Path known() {
        return folder().resolve("known");
    }

    /** The file with those that the line had backed up to from whose backup this one was restored; absent if it was not. */
    public Path knownBeforeRestore() {
        return folder().resolve("known-before-restore");
    }

    /** The file with the last report to the ledger. */
    public Path report() {
        return folder().resolve("report.json");
    }

    private Path folder() {
        return state.resolve("backup");
    }

    /** Creates the folder; servers' users traverse it to the staged line. */
    public void make() throws IOException {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx--x--x"));
    }

    /** Writes that file. */
    public void writeNext(long seconds) throws IOException {
        AtomicFile.write(next(), seconds + "\n");
    }

    /** A new folder for one run's dumps. */
    public Path makeWork(Programs programs) throws IOException {
        remove(work(), programs);
        return Files.createDirectory(
                work(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Removes a folder with all that is in it: links are removed, not followed. */
    public static void remove(Path folder, Programs programs) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            BackupPrograms.require(programs, List.of("rm", "-rf", "--one-file-system", "--", folder.toString()));
        }
    }

    /**
     * Locks out other backups until closed or killed.
     *
     * @throws Failure with {@link #BUSY}, if another one is running
     */
    public FileChannel lock() throws IOException {
        return tryLock().orElseThrow(BackupPaths::busy);
    }

    /** The same; empty if another one is running. */
    public Optional<FileChannel> tryLock() throws IOException {
        make();
        FileChannel channel = LockFile.open(folder().resolve("lock"));
        if (channel.tryLock() == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(channel);
    }

    /** The failure of one that is locked out. */
    public static Failure busy() {
        return new Failure(
                BUSY, "Another backup, proof or restoration is under way on this line.", "Wait for it to end.");
    }
}
