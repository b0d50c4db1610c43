package dev.slipway.line.backup.program;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Delays Ctrl-C and SIGTERM until this thread's work is finished or cleaned up, which is when this is closed. Not SIGKILL. */
public final class Interruption implements AutoCloseable {
    private final Thread hook;
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean isBegun;
    private boolean isTidying;

    private Interruption(Runnable first, Duration longest) {
        hook = new Thread(() -> {
            begin(first);
            await(longest);
        });
    }

    /** Interrupts the work, which then cleans up. */
    public static Interruption ending() {
        Thread worker = Thread.currentThread();
        return new Interruption(worker::interrupt, Duration.ofSeconds(30)).ready();
    }

    /**
     * Lets the work finish: half of it would be worse than none or all.
     *
     * @param message printed to the waiting user
     */
    public static Interruption awaited(Progress progress, String message) {
        return new Interruption(() -> progress.say("\n  Interrupted. " + message), Duration.ofMinutes(5)).ready();
    }

    private Interruption ready() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new BackupException("It was interrupted.", "", e);
        }
        return this;
    }

    private synchronized void begin(Runnable first) {
        isBegun = true;
        if (!isTidying) {
            first.run();
        }
    }

    /** Whether it has begun. */
    public synchronized boolean hasBegun() {
        return isBegun;
    }

    /** Removes what the work leaves. */
    @FunctionalInterface
    public interface Tidying {
        void run() throws IOException;
    }

    /** The work is over, and tidies up, which nothing interrupts; then the program may end. */
    public void tidy(Tidying last) throws IOException {
        synchronized (this) {
            isTidying = true;
            Thread.interrupted();
        }
        try (this) {
            last.run();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Already shutting down.
        }
    }

    private void await(Duration longest) {
        try {
            over.await(longest.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
