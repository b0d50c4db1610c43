package dev.slipway.line.agent;

import dev.slipway.line.agent.site.LedgerTurns;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A rolling restart of the ledger's workers: drains each, restarts it, and re-enables it once healthy. For the line's
 * owner while the agent is idle: two concurrent runs could drain all workers.
 */
public final class LedgerRestart {
    private static final Duration WELL = Duration.ofSeconds(180);

    private final Site site;
    private final LedgerTurns turns;
    private final Starter starter;
    private final Consumer<String> progress;

    /**
     * Of this line.
     *
     * @param progress receives progress and warnings
     */
    public LedgerRestart(Settings settings, Starter starter, Consumer<String> progress) {
        site = new Wiring(settings, new Pace()).sites().own();
        turns = new LedgerTurns(site, (worker, text) -> progress.accept(worker + ": " + text));
        this.starter = starter;
        this.progress = progress;
    }

    /** Restarts a worker. */
    @FunctionalInterface
    public interface Starter {
        /** Returns when its server is up. */
        void start(String worker) throws IOException;
    }

    /** Decides whether a worker needs a restart. */
    @FunctionalInterface
    public interface RestartCheck {
        /** Whether the worker needs a restart now. */
        boolean isDue(String worker) throws IOException;
    }

    /**
     * Runs the rolling restart.
     *
     * @param question evaluated for each worker just before its turn, so that an interrupted run can be resumed
     * @throws IOException also when a worker does not become healthy; the others are left alone
     */
    public void run(RestartCheck question) throws IOException {
        try {
            enableAll(question);
            for (String worker : site.workers().keySet()) {
                if (question.isDue(worker)) {
                    turn(worker);
                }
            }
        } catch (BalancerException e) {
            throw new IOException(e.text(), e);
        }
    }

    /** An interrupted run may have left one drained. */
    private void enableAll(RestartCheck question) throws IOException, BalancerException {
        turns.enableDrained(worker -> true);
        for (String worker : site.workers().keySet()) {
            // An unhealthy one that is due is restarted anyway.
            if (question.isDue(worker)) {
                continue;
            }
            if (!site.balancer().awaitHealthy(Balancers.LEDGER, worker, WELL)) {
                throw new IOException("httpd's health check of the ledger fails on " + worker
                        + ": the other workers stay in the balancer. See: ./slipway logs");
            }
        }
    }

    private void turn(String worker) throws IOException, BalancerException {
        try {
            turns.drain(worker, true);
            starter.start(worker);
            turns.enableOnceReady(worker);
            progress.accept(worker + " is restarted");
        } catch (WorkerException e) {
            throw new IOException(e.text(), e);
        } finally {
            turns.enableAll();
        }
    }
}
