package dev.slipway.line.backup.password;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.setting.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The password of the repository, which the line stores only after it has opened the repository: a wrong one would
 * block the right one.
 *
 * @param file the file with the stored password
 * @param isUsed whether the line has repositories that the stored password opens
 */
public record RepositoryPassword(SecretFile file, boolean isUsed) {
    /** Tries the repository. */
    @FunctionalInterface
    public interface Trial {
        /**
         * Tries it. The line keeps the password once this returns.
         *
         * @param password the file with the password, until then
         * @throws BackupException if the password does not open it
         */
        void run(Path password) throws IOException;
    }

    public boolean isThere() {
        return Files.exists(file.path());
    }

    /**
     * Stores a password, unless there is one. During the trial, it is in a temporary file, which is ignored after a
     * kill: no backup includes it, and the next call replaces it.
     *
     * @param given the password from the operator; empty for the stored one, or else a new one
     * @param trial opens the repository with the password to store; not called if it is already stored
     * @throws BackupException if another password is stored, or this one does not open the repository
     */
    public void keep(String given, Trial trial) throws IOException {
        if (isThere()) {
            if (!given.isEmpty() && !Files.readString(file.path()).strip().equals(given)) {
                throw new BackupException(
                        "The line has another password for its backups already.",
                        isUsed
                                ? "./slipway rotate backup-password changes it. If one repository still has an earlier"
                                        + " one, change that to the line's with restic key passwd, or add the line's"
                                        + " with restic key add if another line backs up there: see \"Rotating"
                                        + " secrets\" in the handbook."
                                : "To change it, move .slipway/secrets/backup-password elsewhere first, and keep it:"
                                        + " without it the earlier backups cannot be opened.");
            }
            return;
        }
        SecretFile next = new SecretFile(file.path().resolveSibling(file.path().getFileName() + ".new"));
        try {
            next.remove();
            if (given.isEmpty()) {
                next.readOrMake();
            } else {
                next.write(given);
            }
            trial.run(next.path());
            file.take(next.path());
        } finally {
            next.remove();
        }
    }
}
