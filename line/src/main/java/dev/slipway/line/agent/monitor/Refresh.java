package dev.slipway.line.agent.monitor;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A refresh in its own thread that begins after the request for it. Callers wait up to a limit, as a hanging worker may
 * delay it for minutes.
 */
final class Refresh {
    private final Runnable refresh;
    private final Duration patience;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(Refresh::thread);
    /** The pending refresh, shared by all callers until it begins. */
    private @Nullable Future<?> next;

    Refresh(Runnable refresh, Duration patience) {
        this.refresh = refresh;
        this.patience = patience;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "look");
        thread.setDaemon(true);
        return thread;
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

    private synchronized Future<?> begin() {
        Future<?> submitted = next;
        if (submitted == null) {
            submitted = executor.submit(this::refresh);
            next = submitted;
        }
        return submitted;
    }

    private void refresh() {
        synchronized (this) {
            next = null;
        }
        refresh.run();
    }
}
