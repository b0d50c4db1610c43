package dev.slipway.line.agent;

import dev.slipway.line.agent.daemon.AgentFolder;
import dev.slipway.line.agent.site.LedgerTurns;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.Console;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.worker.RootCause;
import dev.slipway.line.worker.WorkerException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rolling restart of the ledger's workers by the line's owner: drains each, restarts it with the server and settings
 * of this checkout, and re-enables it once healthy. Nothing is deployed to the ledger's environment meanwhile.
 */
public final class LedgerRestart {
    private static final Duration WELL = Duration.ofSeconds(180);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Site site;
    private final AgentFolder agentFolder;
    private final Starter starter;
    private final Console console;
    private final LedgerTurns turns;

    /** Of this line, with progress and warnings on the console. */
    public LedgerRestart(Settings settings, Console console) {
        this(
                new Wiring(settings, new Pace()).sites().own(),
                new AgentFolder(
                        settings.agentOfLine().resolve("work").resolve(settings.environment()),
                        line -> console.say("  " + line)),
                worker -> restart(settings, console, worker),
                console);
    }

    LedgerRestart(Site site, AgentFolder agentFolder, Starter starter, Console console) {
        this.site = site;
        this.agentFolder = agentFolder;
        this.starter = starter;
        this.console = console;
        turns = new LedgerTurns(site, (worker, text) -> console.warn(worker + ": " + text));
    }

    /** Restarts a worker. */
    @FunctionalInterface
    interface Starter {
        /** Returns when its server is up. */
        void restart(String worker) throws IOException;
    }

    /** Decides whether a worker needs a restart. */
    @FunctionalInterface
    public interface RestartCheck {
        /** Whether the worker needs a restart now. */
        boolean isDue(String worker) throws IOException;
    }

    /** The name of a worker among the line's programs. */
    public static String program(String worker) {
        return worker.replace("worker-", "wildfly-");
    }

    private static void restart(Settings settings, Console console, String worker) throws IOException {
        Outcome outcome = Programs.in(settings.root())
                .merging()
                .run(settings.root().resolve("line/bin/program").toString(), "restart", program(worker));
        if (!outcome.isSuccess()) {
            console.say(outcome.output().stripTrailing());
            throw new IOException(worker + " is not restarted: " + outcome.reason());
        }
    }

    /**
     * Runs the rolling restart.
     *
     * @param isRequired whether the ledger must be healthy on each worker in the end, also if it was healthy on none
     * @param question evaluated for each worker just before its turn, so that an interrupted run can be resumed
     * @throws IOException also when a worker does not become healthy; the others are left alone
     */
    public void run(boolean isRequired, RestartCheck question) throws IOException {
        try (Closeable lock = agentFolder.block()) {
            turns.enableDrained();
            Set<String> well =
                    site.workers().keySet().stream().filter(turns::isWell).collect(Collectors.toSet());
            // The unhealthy ones first, while the others serve.
            List<String> order = site.workers().keySet().stream()
                    .sorted(Comparator.comparing(well::contains))
                    .toList();
            for (String worker : order) {
                if (question.isDue(worker)) {
                    turn(worker, well.contains(worker), isRequired || !well.isEmpty());
                }
            }
            if (isRequired) {
                awaitOthers("", "The restart is incomplete");
            }
        } catch (WorkerException | BalancerException e) {
            throw new IOException(RootCause.of(e.text()), e);
        }
    }

    private void turn(String worker, boolean isWell, boolean isAwaited)
            throws IOException, BalancerException, WorkerException {
        try {
            if (isWell) {
                awaitOthers(worker, worker + " stays in httpd's balancer");
            }
            turns.drain(worker, isWell);
            starter.restart(worker);
            if (isAwaited) {
                turns.enableOnceReady(worker);
            } else {
                turns.enableUnconditionally(worker);
            }
            console.say("    " + worker + " is restarted");
        } finally {
            turns.enableAll();
        }
    }

    /** Waits until the others are healthy, and httpd sends requests there. */
    private void awaitOthers(String worker, String consequence) throws BalancerException, WorkerException {
        for (String other : site.workers().keySet()) {
            if (other.equals(worker)) {
                continue;
            }
            if (!site.pace().await(WELL, PAUSE, () -> turns.isWell(other))) {
                throw new WorkerException(
                        consequence + ": the ledger is unhealthy on " + other + ": slipway logs " + program(other));
            }
            if (!site.balancer().awaitHealthy(Balancers.LEDGER, other, WELL)) {
                throw new WorkerException(consequence + ": httpd's health check of the ledger fails on " + other);
            }
        }
    }
}
