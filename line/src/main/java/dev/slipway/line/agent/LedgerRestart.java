package dev.slipway.line.agent;

import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Traffic;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Member;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A rolling restart of the ledger's workers: drains each, restarts it, and re-enables it once healthy. For the line's
 * owner while the agent is idle: two concurrent runs could drain all workers.
 */
public final class LedgerRestart {
    private static final int READY_SECONDS = 180;
    private static final Rollout LEDGER = new Rollout(Services.LEDGER, "", "", List.of(), null, READY_SECONDS, null);
    private static final List<String> BALANCERS = LEDGER.balancers(true);

    private final Site site;
    private final Traffic traffic;
    private final Starter starter;
    private final Consumer<String> said;

    /**
     * Of this line.
     *
     * @param said receives progress and warnings
     */
    public LedgerRestart(Settings settings, Starter starter, Consumer<String> said) {
        site = new Wiring(settings, new Pace()).sites().own();
        traffic = new Traffic(site, (worker, text) -> said.accept(worker + ": " + text));
        this.starter = starter;
        this.said = said;
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
            admitAll(question);
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
    private void admitAll(RestartCheck question) throws IOException, BalancerException {
        for (Member member : site.balancer().members(BALANCERS)) {
            if (member.isOut()) {
                site.balancer().giveBack(List.of(member.balancer()), member.worker());
            }
        }
        for (String worker : site.workers().keySet()) {
            // An unhealthy one that is due is restarted anyway.
            if (question.isDue(worker)) {
                continue;
            }
            if (!site.balancer().awaitWell(BALANCERS, worker, Duration.ofSeconds(READY_SECONDS))) {
                throw new IOException("httpd does not find the ledger well on " + worker
                        + ": the others are not taken from it. See: ./slipway logs");
            }
        }
    }

    private void turn(String worker) throws IOException, BalancerException {
        Probe probe = LEDGER.probe(null, null).orElseThrow();
        // After Ctrl-C here, httpd's health check keeps the worker out until it is healthy.
        Thread back = new Thread(() -> giveBack(worker));
        Runtime.getRuntime().addShutdownHook(back);
        try {
            traffic.takeAway(BALANCERS, worker, Services.LEDGER, true);
            starter.start(worker);
            traffic.awaitReady(worker, probe);
            traffic.giveBack(BALANCERS, worker, Services.LEDGER);
            said.accept(worker + " is restarted");
        } catch (WorkerException e) {
            throw new IOException(e.text(), e);
        } finally {
            Runtime.getRuntime().removeShutdownHook(back);
            site.balancer().giveBack(BALANCERS, worker);
        }
    }

    private void giveBack(String worker) {
        try {
            site.balancer().giveBack(BALANCERS, worker);
        } catch (BalancerException e) {
            said.accept(e.text());
        }
    }
}
