package dev.slipway.line.agent.site;

import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.roll.plan.Member;
import dev.slipway.line.worker.RootCause;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;

/**
 * Drains and re-enables the ledger's workers. When the process ends, also by a signal, re-enables those still drained;
 * httpd's health check excludes unhealthy ones.
 */
public final class LedgerTurns {
    /** Its management already answers, but its deployments may take long to start on a busy machine. */
    private static final Probe READY = Probe.ofLedger(Duration.ofMinutes(5));

    private final Site site;
    private final BiConsumer<String, String> warning;
    private final Traffic traffic;
    private final NavigableSet<String> out = new ConcurrentSkipListSet<>();
    private volatile boolean isEnding;

    /**
     * Of these workers.
     *
     * @param warning receives warnings: the worker, and the text
     */
    public LedgerTurns(Site site, BiConsumer<String, String> warning) {
        this.site = site;
        this.warning = warning;
        traffic = new Traffic(site, warning::accept);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    /** Whether the ledger is healthy there. */
    public boolean isWell(String worker) {
        return READY.isGood(site.probe().applyAsInt(worker, READY));
    }

    /** Re-enables the workers that an interrupted run left drained. */
    public void enableDrained() throws BalancerException {
        for (Member member : site.balancer().members(Balancers.LEDGER)) {
            if (member.isOut()) {
                site.balancer().enable(Balancers.only(member.balancer()), member.worker());
            }
        }
    }

    /**
     * Drains a worker.
     *
     * @param isServing whether the ledger was healthy
     * @throws IOException also if the process is ending: then nobody may stop the worker
     */
    public synchronized void drain(String worker, boolean isServing) throws IOException, BalancerException {
        if (!isEnding) {
            out.add(worker);
            traffic.drain(Balancers.LEDGER, worker, Services.LEDGER, isServing);
        }
        if (isEnding) {
            throw new IOException("The restart of " + worker + " was interrupted.");
        }
    }

    /** Waits until the ledger is healthy there, and until httpd sends requests there again. */
    public void enableOnceReady(String worker) throws BalancerException, WorkerException {
        traffic.awaitStarted(worker, READY, "The ledger");
        traffic.enable(Balancers.LEDGER, worker, Services.LEDGER);
        out.remove(worker);
    }

    /** Re-enables a worker, healthy or not. */
    public void enableUnconditionally(String worker) throws BalancerException {
        site.balancer().enable(Balancers.LEDGER, worker);
        out.remove(worker);
    }

    /** Re-enables those that are still drained. */
    public synchronized void enableAll() {
        for (String worker = out.pollFirst(); worker != null; worker = out.pollFirst()) {
            try {
                site.balancer().enable(Balancers.LEDGER, worker);
            } catch (BalancerException e) {
                warning.accept(worker, RootCause.of(e.text()));
            }
        }
    }

    /** After a drain in progress, which could disable its worker once more, and before another one. */
    void end() {
        isEnding = true;
        enableAll();
    }
}
