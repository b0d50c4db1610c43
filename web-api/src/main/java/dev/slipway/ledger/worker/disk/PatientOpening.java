package dev.slipway.ledger.worker.disk;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Opens files of which some may be pipes. Opening a pipe may block for ever, so it happens on a separate thread, of
 * which an instance leaks at most one. Any number of threads may use it.
 */
final class PatientOpening {
    private final Duration patience;

    /** Held while a file is opened. */
    private final ReentrantLock opening = new ReentrantLock();

    /** The thread of the last attempt that did not come back in time; guarded by the lock. */
    private @Nullable Thread stuck;

    /** Where opening a file may take so long. */
    PatientOpening(Duration patience) {
        this.patience = patience;
    }

    /** How a file is opened. */
    @FunctionalInterface
    interface Attempt {
        SeekableByteChannel open() throws IOException;
    }

    /**
     * Opens a file. One at a time: several attempts at once would each leak a thread before the first is known to be stuck.
     *
     * @throws UntrustedFileException if it takes too long
     */
    SeekableByteChannel open(Path file, Attempt attempt) throws IOException {
        try {
            if (!opening.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UntrustedFileException(file + " cannot be opened: another attempt takes too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try {
            return openAlone(file, attempt);
        } finally {
            opening.unlock();
        }
    }

    private SeekableByteChannel openAlone(Path file, Attempt attempt) throws IOException {
        Thread before = stuck;
        if (before != null && before.isAlive()) {
            throw new UntrustedFileException(file + " cannot be opened: the last attempt has not come back");
        }
        CompletableFuture<SeekableByteChannel> opened = new CompletableFuture<>();
        Thread thread = new Thread(() -> open(attempt, opened), "slipway-open");
        thread.setDaemon(true);
        thread.start();
        try {
            return opened.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (opened.cancel(false)) {
                stuck = thread;
                throw new UntrustedFileException(file + " does not open, as a pipe would not");
            }
            return opened.join();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(file + " cannot be opened", e.getCause());
        } catch (InterruptedException e) {
            opened.cancel(false);
            stuck = thread;
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void open(Attempt attempt, CompletableFuture<SeekableByteChannel> opened) {
        try {
            SeekableByteChannel channel = attempt.open();
            if (!opened.complete(channel)) {
                channel.close();
            }
        } catch (IOException | RuntimeException e) {
            opened.completeExceptionally(e);
        }
    }
}
