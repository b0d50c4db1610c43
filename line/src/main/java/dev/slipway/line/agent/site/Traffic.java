package dev.slipway.line.agent.site;

import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.balancer.State;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.roll.plan.Member;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Drains workers in httpd's balancers, and re-enables them when healthy. */
public final class Traffic {
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration HEALTH_CHECK = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Most requests are over soon: for this long it looks more often, and then no more, for each look is a line in httpd's log. */
    private static final Duration BRISK = Duration.ofSeconds(1);

    private static final Duration BRISK_PAUSE = Duration.ofMillis(25);

    private final Site site;
    private final Warning warning;

    public Traffic(Site site, Warning warning) {
        this.site = site;
        this.warning = warning;
    }

    /** Receives warnings. */
    @FunctionalInterface
    public interface Warning {
        /** Reports a warning about a worker. */
        void say(String worker, String text) throws IOException;
    }

    /**
     * Drains a worker: it gets no new requests and finishes those in progress. Skipped if no other worker would answer.
     *
     * @param isServing whether it was serving requests
     */
    public void drain(Balancers balancers, String worker, String service, boolean isServing)
            throws IOException, BalancerException {
        State seen = site.balancer().state();
        List<Member> members = seen.members(Balancers.only(balancers.main()));
        if (!isAmong(members, worker)) {
            return;
        }
        boolean isAlone = members.stream().noneMatch(member -> !member.worker().equals(worker) && member.isWell());
        if (isAlone) {
            // A service that did not run had no callers.
            if (isServing) {
                warning.say(worker, "No other worker answers for " + service + ": clients get a 503 meanwhile");
            }
            return;
        }
        if (site.balancer().disable(seen, balancers, worker) == 0) {
            site.balancer().rememberStuck(balancers.main(), worker, 0);
            return;
        }
        Drain drain = new Drain(site.pace(), site.balancer().stuck(balancers.main(), worker));
        Pace.Reading<Look, BalancerException> look = () -> {
            int left = site.balancer().busy(balancers.main(), worker);
            return new Look(left, drain.isOver(left, () -> activeRequests(worker)));
        };
        Look last = site.pace().poll(BRISK, BRISK_PAUSE, look, Look::isIdle);
        if (!last.isIdle()) {
            last = site.pace().poll(DRAIN.minus(BRISK), PAUSE, look, Look::isIdle);
        }
        if (last.isIdle()) {
            site.balancer().rememberStuck(balancers.main(), worker, last.left());
        } else {
            warning.say(
                    worker,
                    last.left() + " requests are still under way after " + DRAIN.toSeconds() + " s; they may fail");
        }
    }

    /**
     * A look at a drained worker.
     *
     * @param left the number of requests in progress, by httpd's count
     */
    private record Look(int left, boolean isIdle) {}

    /** Disables a worker at once, whether or not another one answers. */
    public void disable(Balancers balancers, String worker) throws BalancerException {
        State seen = site.balancer().state();
        if (!balancers.isNone() && isAmong(seen, balancers, worker)) {
            site.balancer().disable(seen, balancers, worker);
        }
    }

    private Optional<Integer> activeRequests(String worker) {
        return Optional.ofNullable(site.workers().get(worker))
                .flatMap(to -> to.process().activeRequests());
    }

    /** Waits until the service is healthy there. */
    public void awaitReady(String worker, Probe probe) throws WorkerException {
        int status =
                site.pace().poll(probe.patience(), PAUSE, () -> site.probe().applyAsInt(worker, probe), probe::isGood);
        if (!probe.isGood(status)) {
            throw new WorkerException(probe.failure(worker, status));
        }
    }

    /**
     * Waits in the same way. If the archive failed at the server's boot, that cause is reported instead of the missing answer.
     *
     * @param what what starts there, for the message
     */
    public void awaitStarted(String worker, Probe probe, String what) throws WorkerException {
        try {
            awaitReady(worker, probe);
        } catch (WorkerException e) {
            Optional<String> cause = site.worker(worker).process().bootError();
            throw cause.isPresent()
                    ? new WorkerException(what + " does not start on " + worker + ": " + cause.get())
                    : e;
        }
    }

    /**
     * Re-enables a healthy one in the balancers and waits until httpd sends requests there. A worker that httpd does not know yet is
     * added by the provisioner.
     */
    public void enable(Balancers balancers, String worker, String service) throws BalancerException, WorkerException {
        State seen = site.balancer().state();
        if (!isAmong(seen, balancers, worker)) {
            return;
        }
        if (!site.balancer().enableAsHealthy(seen, balancers, worker)
                && !site.balancer().awaitHealthy(balancers, worker, HEALTH_CHECK)) {
            throw new WorkerException("httpd's health check of " + service + " on " + worker + " fails.");
        }
    }

    private static boolean isAmong(State seen, Balancers balancers, String worker) {
        return isAmong(seen.members(Balancers.only(balancers.main())), worker);
    }

    private static boolean isAmong(List<Member> members, String worker) {
        return members.stream().anyMatch(member -> member.worker().equals(worker));
    }
}
