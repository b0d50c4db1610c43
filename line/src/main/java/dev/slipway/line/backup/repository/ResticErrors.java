package dev.slipway.line.backup.repository;

import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Translates restic's errors into messages for users. */
public final class ResticErrors {
    private static final long KILOBYTE = 1024;
    private static final long MEGABYTE = 1024 * KILOBYTE;
    private static final String FULL = "no space left on device";
    private static final String READ_ONLY = "read-only file system";

    private ResticErrors() {}

    /**
     * The message for an error.
     *
     * @param errors all that restic wrote to its standard error
     * @param reason its last line
     */
    public static BackupException of(String repository, String errors, String reason) {
        if (isPasswordWrong(errors)) {
            return BackupException.passwordWrong(
                    "The repository " + repository + " was made with another password.",
                    "Give the one that it was made with: --key-file FILE. If the line has another one already, change"
                            + " the repository's to that with restic key passwd, or add that with restic key add if"
                            + " another line backs up there: see \"Rotating secrets\" in the handbook.");
        }
        Optional<BackupException> fault = RepositoryFault.of(repository, errors, reason);
        if (fault.isPresent()) {
            return fault.get();
        }
        if (isLockRefused(errors) && errors.contains(READ_ONLY)) {
            return new BackupException(
                    "The repository " + repository + " is read-only, and nothing can be stored there.",
                    "Name another place.");
        }
        if (errors.contains(FULL) || isFull(repository)) {
            return BackupException.full(
                    "The repository " + repository + " is full" + space(repository) + ".",
                    "Nothing of this backup counts. Make room there, or keep fewer: SLIPWAY_BACKUP_KEEP.");
        }
        if (errors.contains("Is there a repository at") || errors.contains("config file does not exist")) {
            return RepositoryFault.isAbsent(repository, errors)
                    ? absent(repository)
                    : new BackupException("The repository " + repository + " cannot be opened: " + reason, "");
        }
        if (errors.contains("already locked")) {
            return new BackupException(
                    "The repository is locked: " + repository + " is used by another process.",
                    "Wait until that ends, and try again.");
        }
        if (isDamage(errors)) {
            return new BackupException(
                    "The repository " + repository + " is damaged: " + RepositoryFault.sentence(reason),
                    "A backup that needs what is damaged cannot be restored whole. Begin another repository: --to ELSEWHERE.");
        }
        return new BackupException("The repository " + repository + ": " + reason, "");
    }

    /** Whether the repository has no key with the password. */
    static boolean isPasswordWrong(String errors) {
        return errors.contains("wrong password or no key found");
    }

    /**
     * Whether there is no space for a lock, or the repository is read-only. For a read-only one, restic retries, so it
     * may have been stopped before its final message.
     */
    static boolean isLockRefused(String errors) {
        return (errors.contains("unable to create lock") || errors.contains("Save(<lock/"))
                && (errors.contains(FULL) || errors.contains(READ_ONLY));
    }

    static BackupException absent(String repository) {
        return new BackupException(
                "There is no repository at " + repository + ".",
                repository.startsWith("/") ? "Is it mounted? Is its path right?" : "Is its address right?");
    }

    /** The relevant line of output that may end with a stack trace. */
    static String reason(String errors, String otherwise) {
        return errors.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Fatal: ") || line.startsWith("panic: "))
                .findFirst()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .orElse(otherwise);
    }

    /** Whether a local repository's disk is practically full. */
    private static boolean isFull(String repository) {
        try {
            return repository.startsWith("/")
                    && Files.getFileStore(Path.of(repository)).getUsableSpace() < MEGABYTE;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isDamage(String errors) {
        return errors.contains("ciphertext verification failed")
                || errors.contains("does not match")
                || errors.contains("hash mismatch")
                || errors.contains("invalid data returned")
                || errors.contains("repository contains errors")
                || errors.contains("There were ")
                || errors.contains("not found in index")
                || errors.contains("does not exist") && errors.contains("pack");
    }

    /** A local repository's disk space, for the message. */
    private static String space(String repository) {
        if (!repository.startsWith("/")) {
            return "";
        }
        try {
            var store = Files.getFileStore(Path.of(repository));
            return ": its disk has " + store.getTotalSpace() / KILOBYTE + " kB, of which "
                    + store.getUsableSpace() / KILOBYTE + " are free without this backup";
        } catch (IOException e) {
            return "";
        }
    }
}
