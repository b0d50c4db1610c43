package dev.slipway.line.agent;

import dev.slipway.line.balancer.BalancerException;
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
 * Starts the ledger's workers anew, one after the other: each is drained, and gets requests again when it is well, before the next one
 * goes. For the line's owner, while no agent works: two who take workers out of httpd's balancer would leave nobody in it.
 */
public final class LedgerRoll {
    private static final int READY_SECONDS = 180;
    private static final Rollout LEDGER = new Rollout(Rollout.LEDGER, "", "", List.of(), null, READY_SECONDS, null);
    private static final List<String> BALANCERS = LEDGER.balancers(true);

    private final Site site;
    private final Traffic traffic;
    private final Starter starter;
    private final Consumer<String> said;

    /**
     * Of this line.
     *
     * @param said hears of each worker that is well again, and of what did not go as it should
     */
    public LedgerRoll(Settings settings, Starter starter, Consumer<String> said) {
        site = new Wiring(settings, new Pace()).sites().own();
        traffic = new Traffic(site, (worker, text) -> said.accept(worker + ": " + text));
        this.starter = starter;
        this.said = said;
    }

    /** Starts a worker anew. */
    @FunctionalInterface
    public interface Starter {
        /** Until its server is up. */
        void start(String worker) throws IOException;
    }

    /** Says of a worker whether its process is to become another. */
    @FunctionalInterface
    public interface Question {
        /** As it is now. */
        boolean isDue(String worker) throws IOException;
    }

    /**
     * Does it.
     *
     * @param question asked of each worker just before its turn, so that a run goes on where one was cut off
     * @throws IOException also when a worker is not well again: the others run as before
     */
    public void run(Question question) throws IOException {
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

    /** A run that was cut off may have left one out. */
    private void admitAll(Question question) throws IOException, BalancerException {
        for (Member member : site.balancer().members(BALANCERS)) {
            if (member.isOut()) {
                site.balancer().giveBack(List.of(member.balancer()), member.worker());
            }
        }
        for (String worker : site.workers().keySet()) {
            // One that is due and not well is started anew anyway.
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
        // By Ctrl-C, this ends in the middle: httpd leaves the worker out by itself as long as it is not well.
        Thread back = new Thread(() -> giveBack(worker));
        Runtime.getRuntime().addShutdownHook(back);
        try {
            traffic.takeAway(BALANCERS, worker, Rollout.LEDGER, true);
            starter.start(worker);
            traffic.awaitReady(worker, probe);
            traffic.giveBack(BALANCERS, worker, Rollout.LEDGER);
            said.accept(worker + " is started anew");
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
