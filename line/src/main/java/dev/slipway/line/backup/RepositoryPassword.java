package dev.slipway.line.backup;

import dev.slipway.line.setting.SecretFile;
import java.io.IOException;
import java.nio.file.Files;

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
         * Tries it.
         *
         * @throws BackupException if the password does not open it
         */
        void run() throws IOException;
    }

    boolean isThere() {
        return Files.exists(file.path());
    }

    /**
     * Keeps one; the one that is there stays.
     *
     * @param given the one that somebody gives; empty for the one that is there, or a new one
     * @param trial tries the repository with the one that is kept
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
        if (given.isEmpty()) {
            file.readOrMake();
        } else {
            file.write(given);
        }
        try {
            trial.run();
        } catch (IOException | RuntimeException e) {
            file.remove();
            throw e;
        }
    }
}
