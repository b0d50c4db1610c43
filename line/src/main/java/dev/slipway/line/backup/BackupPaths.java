package dev.slipway.line.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where what backups need lies.
 *
 * @param state the line's folder
 */
record BackupPaths(Path state) {
    /** Its folder in a backup. */
    static final String WORK = "backup/work";

    /** The dumps of one run, which only the line's owner may enter. */
    Path work() {
        return state.resolve(WORK);
    }

    static Path line(Path work) {
        return work.resolve("line.json");
    }

    static Path owners(Path work) {
        return work.resolve("owners.json");
    }

    /** Where a backup is restored to prove it. */
    Path proof() {
        return folder().resolve("proof");
    }

    Path cache() {
        return folder().resolve("cache");
    }

    /** When the next one is due, in seconds since 1970. */
    Path next() {
        return folder().resolve("next");
    }

    /** The repositories that were there once, a line each. */
    Path known() {
        return folder().resolve("known");
    }

    /** What the ledger is told. */
    Path report() {
        return folder().resolve("report.json");
    }

    private Path folder() {
        return state.resolve("backup");
    }

    /** Makes the folder; servers' users pass through it to what is proven. */
    void make() throws IOException {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx--x--x"));
    }

    /** Beside it first and then renamed, so that nobody reads half of it. */
    void writeNext(long seconds) throws IOException {
        Path beside = folder().resolve("next.new");
        Files.writeString(beside, seconds + "\n");
        Files.move(beside, next(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A new folder for one run's dumps. */
    Path makeWork(Tool tool) throws IOException {
        remove(work(), tool);
        return Files.createDirectory(
                work(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Removes a folder with all that is in it: links are removed, not followed. */
    static void remove(Path folder, Tool tool) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            tool.require(List.of("rm", "-rf", "--one-file-system", "--", folder.toString()));
        }
    }

    /**
     * One at a time; whoever closes this lets go of it, and whoever is killed.
     *
     * @throws BackupException while another one has it
     */
    FileChannel lock() throws IOException {
        make();
        FileChannel channel = FileChannel.open(
                folder().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        if (channel.tryLock() == null) {
            channel.close();
            throw new BackupException(
                    "Another backup, proof or restoration is under way on this line.", "Wait for it to end.");
        }
        return channel;
    }
}
