package dev.slipway.line.agent.site;

import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.roll.Member;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.worker.RootCause;
import dev.slipway.line.worker.WorkerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A line protocol for replacing the servers of the ledger's workers: {@code out worker-1} drains a worker, {@code in
 * worker-1} re-enables it. Each command is answered by {@code ok}, or {@code failed} and the reason, after any
 * warnings. At the end of input, all drained workers are re-enabled; httpd's health check keeps unhealthy ones out.
 */
public final class DrainCommands {
    private static final Duration OTHERS = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** Its management already answers, but its deployments may take long to start on a busy machine. */
    private static final int READY_SECONDS = 300;

    private static final Rollout LEDGER =
            new Rollout(Services.LEDGER, "slipway.ear", "", List.of(), null, READY_SECONDS, null);
    private static final List<String> BALANCERS = LEDGER.balancers(true);

    private final Site site;
    private final Consumer<String> answers;
    private final Traffic traffic;
    private final Probe probe;
    private final Set<String> out = new TreeSet<>();
    private boolean isWell;

    /**
     * Of these workers.
     *
     * @param answers receives each line of an answer
     */
    public DrainCommands(Site site, Consumer<String> answers) {
        this.site = site;
        this.answers = answers;
        traffic = new Traffic(site, (worker, text) -> answers.accept("! " + worker + ": " + text));
        probe = LEDGER.probe(null, null).orElseThrow();
    }

    /** Processes lines until the end of input. */
    public void run(BufferedReader lines) throws IOException {
        isWell = site.workers().keySet().stream().anyMatch(this::isWellOn);
        try {
            answers.accept("ok");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answer(line.strip());
            }
        } finally {
            letAllIn();
        }
    }

    private void answer(String line) throws IOException {
        String[] words = line.split(" ", 2);
        String worker = words.length == 2 ? words[1] : "";
        try {
            if (!site.workers().containsKey(worker)) {
                throw new WorkerException("there is no worker '" + worker + "'");
            }
            switch (words[0]) {
                case "out" -> takeOut(worker);
                case "in" -> letIn(worker);
                default -> throw new WorkerException("unknown command '" + words[0] + "'");
            }
            answers.accept("ok");
        } catch (WorkerException | BalancerException e) {
            answers.accept("failed " + RootCause.of(e.text()));
        }
    }

    /** Waits until the others are healthy and enabled: an interrupted run may have left one drained. */
    private void takeOut(String worker) throws IOException, BalancerException, WorkerException {
        for (Member member : site.balancer().members(BALANCERS)) {
            if (member.isOut() && !member.worker().equals(worker)) {
                site.balancer().giveBack(List.of(member.balancer()), member.worker());
            }
        }
        if (isWell) {
            for (String other : site.workers().keySet()) {
                if (!other.equals(worker) && !site.pace().await(OTHERS, PAUSE, () -> isWellOn(other))) {
                    throw new WorkerException(worker + " stays in httpd's balancer, for the ledger is not well on "
                            + other + ": slipway logs wildfly-" + other.replaceFirst("^worker-", ""));
                }
                if (!other.equals(worker) && !site.balancer().awaitWell(BALANCERS, other, OTHERS)) {
                    throw new WorkerException("httpd does not find the ledger well on " + other + ".");
                }
            }
        }
        out.add(worker);
        traffic.takeAway(BALANCERS, worker, Services.LEDGER, isWell);
    }

    private void letIn(String worker) throws BalancerException, WorkerException {
        if (isWell) {
            awaitReady(worker);
            traffic.giveBack(BALANCERS, worker, Services.LEDGER);
        } else {
            site.balancer().giveBack(BALANCERS, worker);
        }
        out.remove(worker);
    }

    /** If the archive failed at boot, report that cause instead of the missing answer. */
    private void awaitReady(String worker) throws WorkerException {
        try {
            traffic.awaitReady(worker, probe);
        } catch (WorkerException e) {
            String cause = site.worker(worker).process().bootError().orElse(null);
            throw cause == null ? e : new WorkerException("The ledger does not start on " + worker + ": " + cause);
        }
    }

    private boolean isWellOn(String worker) {
        return probe.isGood(site.probe().applyAsInt(worker, probe));
    }

    private void letAllIn() {
        for (String worker : out) {
            try {
                site.balancer().giveBack(BALANCERS, worker);
            } catch (BalancerException e) {
                answers.accept("! " + worker + ": " + RootCause.of(e.text()));
            }
        }
    }
}
