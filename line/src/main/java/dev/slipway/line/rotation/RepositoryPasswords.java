package dev.slipway.line.rotation;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The repositories with the line's backups, each of which may have several passwords at a time. */
public interface RepositoryPasswords {
    /**
     * Locks out backups, proofs and restores until closed.
     *
     * @throws dev.slipway.line.program.Problem if one is running
     */
    Closeable lock() throws IOException;

    /**
     * Makes sure that the password can be changed in each repository that the next backups need, and finds out in which others it
     * can. To be called before the other methods. Changes nothing but stale locks, which it removes.
     *
     * @param former the file with the former password, which does not exist before the new one is the current one
     * @throws dev.slipway.line.program.Problem if one that is needed cannot be reached, opened or written to, or may be that of another
     *     line, which this one was restored from
     */
    void require(Path former) throws IOException;

    /**
     * Makes the repositories accept another password along with the current one. Idempotent.
     *
     * @param next the file with it
     */
    void accept(Path next) throws IOException;

    /**
     * Makes the repositories refuse the former password, and only that; names each of them to the operator. Idempotent.
     *
     * @param former the file with it
     */
    void retire(Path former) throws IOException;
}
