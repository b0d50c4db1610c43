package dev.slipway.line.agent.site;

import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.worker.RootCause;
import dev.slipway.line.worker.WorkerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A line protocol for replacing the servers of the ledger's workers: {@code out worker-1} drains a worker, {@code in
 * worker-1} re-enables it. Each command is answered by {@code ok}, or {@code failed} and the reason, after any
 * warnings. At the end of input, all drained workers are re-enabled; httpd's health check keeps unhealthy ones out.
 */
public final class DrainCommands {
    private static final Duration OTHERS = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Site site;
    private final Consumer<String> answers;
    private final LedgerTurns turns;
    private boolean isWell;

    /**
     * Of these workers.
     *
     * @param answers receives each line of an answer
     */
    public DrainCommands(Site site, Consumer<String> answers) {
        this.site = site;
        this.answers = answers;
        turns = new LedgerTurns(site, (worker, text) -> answers.accept("! " + worker + ": " + text));
    }

    /** Processes lines until the end of input. */
    public void run(BufferedReader lines) throws IOException {
        isWell = site.workers().keySet().stream().anyMatch(turns::isWell);
        try {
            answers.accept("ok");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answer(line.strip());
            }
        } finally {
            turns.enableAll();
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
                case "out" -> drain(worker);
                case "in" -> enable(worker);
                default -> throw new WorkerException("unknown command '" + words[0] + "'");
            }
            answers.accept("ok");
        } catch (WorkerException | BalancerException e) {
            answers.accept("failed " + RootCause.of(e.text()));
        }
    }

    /** Waits until the others are healthy and enabled: an interrupted run may have left one drained. */
    private void drain(String worker) throws IOException, BalancerException, WorkerException {
        turns.enableDrained(other -> !other.equals(worker));
        if (isWell) {
            for (String other : site.workers().keySet()) {
                if (!other.equals(worker) && !site.pace().await(OTHERS, PAUSE, () -> turns.isWell(other))) {
                    throw new WorkerException(worker + " stays in httpd's balancer: the ledger is unhealthy on " + other
                            + ": slipway logs wildfly-" + other.replaceFirst("^worker-", ""));
                }
                if (!other.equals(worker) && !site.balancer().awaitHealthy(Balancers.LEDGER, other, OTHERS)) {
                    throw new WorkerException("httpd's health check of the ledger on " + other + " fails.");
                }
            }
        }
        turns.drain(worker, isWell);
    }

    private void enable(String worker) throws BalancerException, WorkerException {
        if (isWell) {
            turns.enableOnceReady(worker);
        } else {
            turns.enableUnconditionally(worker);
        }
    }
}
