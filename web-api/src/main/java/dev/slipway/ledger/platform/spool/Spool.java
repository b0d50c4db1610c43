package dev.slipway.ledger.platform.spool;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;

/**
 * An upload spooled to disk, so that concurrent uploads need no memory. It is deleted when closed, unless it was
 * renamed.
 *
 * @param path where it is
 * @param size its length in bytes
 * @param digest its SHA-256
 */
public record Spool(Path path, long size, Digest digest) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Spool.class.getName());

    /**
     * Spools an upload to the temporary directory.
     *
     * @param limit the largest accepted size in bytes
     */
    public static Spool of(InputStream body, long limit) throws IOException {
        return into(Files.createTempFile("spool", null), body, limit);
    }

    /**
     * Spools an upload to a folder in which it can be renamed in order to be kept.
     *
     * @param limit the largest accepted size in bytes
     */
    public static Spool in(Path folder, String prefix, InputStream body, long limit) throws IOException {
        return into(Files.createTempFile(folder, prefix, null), body, limit);
    }

    private static Spool into(Path path, InputStream body, long limit) throws IOException {
        try {
            DigestInputStream digested = new DigestInputStream(body, Sha256.start());
            long size = copy(digested, path, limit);
            return new Spool(path, size, Digest.of(digested.getMessageDigest().digest()));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static long copy(InputStream body, Path path, long limit) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (OutputStream file = Files.newOutputStream(path)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                if (size > limit) {
                    throw new ProblemException(ProblemType.CONTENT_TOO_LARGE, "The limit is " + limit + " bytes.");
                }
                file.write(buffer, 0, read);
            }
        }
        return size;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A temporary file could not be deleted", e);
        }
    }
}
