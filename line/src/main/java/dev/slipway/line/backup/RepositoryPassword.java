package dev.slipway.line.backup;

import dev.slipway.line.setting.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The password of the repository, which the line keeps once it is known to open it: one that does not is of no use to anybody, and would be
 * in the way of the right one.
 *
 * @param file where the line keeps it
 */
record RepositoryPassword(SecretFile file) {
    /** Tries the repository. */
    @FunctionalInterface
    interface Trial {
        /**
         * Tries it. The line keeps the password once this returns.
         *
         * @param password the file with the password, until then
         * @throws BackupException if the password does not open it
         */
        void run(Path password) throws IOException;
    }

    boolean isThere() {
        return Files.exists(file.path());
    }

    /**
     * Keeps one; the one that is there stays. Until the trial is over, it is in a file beside, which counts for nothing if this is killed:
     * no backup has it, and the next one replaces it.
     *
     * @param given the one that somebody gives; empty for the one that is there, or a new one
     * @param trial tries the repository with the one that is to be kept; it is not called if the line has it already
     * @throws BackupException if the line has another one, or this one does not open the repository
     */
    void keep(String given, Trial trial) throws IOException {
        if (isThere()) {
            if (!given.isEmpty() && !Files.readString(file.path()).strip().equals(given)) {
                throw new BackupException(
                        "The line has another password for its backups already.",
                        "To change it, move .slipway/secrets/backup-password elsewhere first, and keep it: without it the"
                                + " earlier backups cannot be opened.");
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
