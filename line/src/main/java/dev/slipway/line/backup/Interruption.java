package dev.slipway.line.backup;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C, or whatever else ends the program but outright, means for the work of this thread: the program ends when this is closed. While it
 * waits for that, everything goes on.
 */
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

    /** The work is interrupted, and tidies up. */
    public static Interruption ending() {
        Thread worker = Thread.currentThread();
        return new Interruption(worker::interrupt, Duration.ofSeconds(30)).ready();
    }

    /**
     * The work is done to its end, for half of it would be worse than nothing of it, or all.
     *
     * @param said what whoever waits is told
     */
    public static Interruption awaited(Progress progress, String said) {
        return new Interruption(() -> progress.say("\n  Interrupted. " + said), Duration.ofMinutes(5)).ready();
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
    synchronized boolean hasBegun() {
        return isBegun;
    }

    /** Removes what the work leaves. */
    @FunctionalInterface
    public interface Tidying {
        /** Removes it. */
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
            // It has begun.
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
