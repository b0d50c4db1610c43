package dev.slipway.line.agent.ledger;

import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.LedgerRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reports the steps of one request to the ledger in the background, so that no step waits for it. Pauses between calls
 * and batches steps: each call is a transaction of the ledger and wakes every client that follows the request.
 */
public final class Reporter implements Consumer<StepReport>, AutoCloseable {
    private static final long PAUSE_MILLISECONDS = 1_000;

    private static final Duration MIN_INTERVAL = Duration.ofMillis(400);

    private final AgentApi api;
    private final String request;
    /** In nanoseconds. */
    private final long minInterval;

    private final List<StepReport> waiting = new ArrayList<>();
    private final Thread thread = new Thread(this::send, "reporter");
    private boolean isClosed;
    private int reported;
    private boolean isRefused;

    /** Starts by repeating the steps of an interrupted run, as it is unknown which of them the ledger has. */
    public Reporter(AgentApi api, String request, List<StepReport> before) {
        this(api, request, before, MIN_INTERVAL);
    }

    /**
     * With another interval, for tests.
     *
     * @param minInterval the shortest time between the end of one call and the next
     */
    Reporter(AgentApi api, String request, List<StepReport> before, Duration minInterval) {
        this.api = api;
        this.request = request;
        this.minInterval = minInterval.toNanos();
        waiting.addAll(before);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void accept(StepReport report) {
        waiting.add(report);
        notifyAll();
    }

    private void send() {
        try {
            for (List<StepReport> batch = next(); !batch.isEmpty(); batch = next()) {
                try {
                    api.reportSteps(request, batch);
                    drop(batch, false);
                } catch (CallException e) {
                    if (e instanceof LedgerRefusedException) {
                        drop(batch, true);
                    }
                    pause();
                }
                awaitInterval();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for unsent steps; empty when closed. */
    private synchronized List<StepReport> next() throws InterruptedException {
        while (waiting.isEmpty() && !isClosed) {
            wait();
        }
        return isClosed ? List.of() : List.copyOf(waiting.subList(0, Math.min(AgentApi.AT_ONCE, waiting.size())));
    }

    private synchronized void drop(List<StepReport> batch, boolean isRefusedBatch) {
        waiting.subList(0, batch.size()).clear();
        reported = batch.get(batch.size() - 1).number();
        isRefused |= isRefusedBatch;
    }

    /** The number of the last step that the ledger has, with all before it; 0 if it has rejected any. */
    public synchronized int reported() {
        return isRefused ? 0 : reported;
    }

    private synchronized void pause() throws InterruptedException {
        if (!isClosed) {
            wait(PAUSE_MILLISECONDS);
        }
    }

    /** Waits before the next call, regardless of new steps; returns at once when closed. */
    private synchronized void awaitInterval() throws InterruptedException {
        long end = System.nanoTime() + minInterval;
        for (long left = minInterval; left > 0 && !isClosed; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Stops, after the call under way if that is brief; unsent steps are sent with the result. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        try {
            thread.join(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
