package dev.slipway.line.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An archive that a worker sends. What answers there may be an archive of its own, which sends without end or not at all.
 *
 * @param longest how long it may take
 */
record Download(Duration longest) {
    /** As large an archive as the ledger keeps, in bytes. */
    private static final long LARGEST = 1L << 30;

    private static final int BUFFER = 1 << 16;

    /** Copies it to a new file; where it takes too long, whoever owns the stream must close it. */
    void copy(InputStream bytes, Path file) throws IOException {
        Files.deleteIfExists(file);
        FutureTask<Optional<IOException>> copying = new FutureTask<>(() -> attempt(bytes, file));
        Thread thread = new Thread(copying, "download");
        thread.setDaemon(true);
        thread.start();
        Optional<IOException> failure;
        try {
            failure = copying.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it is not there after " + longest.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it was sent", e);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static Optional<IOException> attempt(InputStream bytes, Path file) {
        try {
            write(bytes, file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static void write(InputStream bytes, Path file) throws IOException {
        // FileChannel.transferFrom takes a connection that is lost after the first bytes for the end.
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                size += count;
                if (size > LARGEST) {
                    throw new IOException("it has more than " + LARGEST + " bytes");
                }
                out.write(buffer, 0, count);
            }
        }
    }
}
