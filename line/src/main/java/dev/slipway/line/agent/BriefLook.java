package dev.slipway.line.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A look that begins after it was asked for, in a thread of its own. Who asks waits for its end, but not for long: a worker
 * that hangs may hold it up for minutes.
 */
final class BriefLook {
    private final Runnable look;
    private final Duration patience;
    /** The one that has not begun yet, for all who ask until then. */
    private @Nullable CompletableFuture<Void> next;

    BriefLook(Runnable look, Duration patience) {
        this.look = look;
        this.patience = patience;
    }

    /** Returns whether it has ended. */
    boolean run() {
        try {
            begin().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it looked", e);
        }
    }

    private synchronized CompletableFuture<Void> begin() {
        CompletableFuture<Void> asked = next;
        if (asked == null) {
            asked = new CompletableFuture<>();
            next = asked;
            Thread thread = new Thread(this::look, "look");
            thread.setDaemon(true);
            thread.start();
        }
        return asked;
    }

    private void look() {
        CompletableFuture<Void> mine;
        synchronized (look) {
            synchronized (this) {
                mine = Objects.requireNonNull(next);
                next = null;
            }
            try {
                look.run();
                mine.complete(null);
            } catch (RuntimeException e) {
                mine.completeExceptionally(e);
            }
        }
    }
}
