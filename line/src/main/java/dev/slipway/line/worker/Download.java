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
 * An archive that a worker sends. An application may answer in the place of the management, endlessly or not at all.
 *
 * @param longest the time limit
 */
record Download(Duration longest) {
    /** The largest archive that the ledger stores, in bytes. */
    private static final long LARGEST = 1L << 30;

    private static final int BUFFER = 1 << 16;

    /** Copies it to a new file; if that takes too long, the owner of the stream must close it. */
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
