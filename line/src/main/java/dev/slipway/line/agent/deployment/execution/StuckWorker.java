package dev.slipway.line.agent.deployment.execution;

import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.worker.RootCause;
import dev.slipway.line.worker.ServerProcess;
import dev.slipway.line.worker.Vitals;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Frees a service's worker whose threads all hang in requests to the previous archive. The threads belong to the server
 * and outlast the archive, so neither the next archive nor a rollback would ever answer.
 */
final class StuckWorker {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FINISH = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Site site;
    private final Recorder recorder;

    StuckWorker(Site site, Recorder recorder) {
        this.site = site;
        this.recorder = recorder;
    }

    /** Looks whether a server has ended by itself, and is up again. */
    @FunctionalInterface
    interface Crash {
        boolean hasHappened() throws IOException;
    }

    /**
     * Whether a start that failed is due once more, because what ran before may be why it failed, and is gone from the
     * server: that was restarted to free its connections or beans, or crashed, unless the archive's start never ended. A
     * check may take long or restart the server, so the first one that applies is the last.
     *
     * @param service the owner of the data source
     * @param crash whether the server crashed, and something ran there before
     */
    boolean isStartDueAgain(String name, String service, WorkerException failure, Crash crash)
            throws IOException, WorkerException {
        return freeConnections(name, service) || freeBeans(name, service) || !isEndless(failure) && crash.hasHappened();
    }

    /** Restarts its server, with the archive that was just put there, if it is one. The ledger's own are left alone. */
    void free(String name, String service) throws IOException, WorkerException {
        ServerProcess process = site.worker(name).process();
        if (site.label() == null || site.pace().await(PATIENCE, PAUSE, () -> !process.isStuck())) {
            return;
        }
        recorder.report(
                Kind.WARNING,
                name,
                "All its threads hang in requests to the previous archive, so its server is restarted: that takes a minute or two");
        restart(name, service);
    }

    /**
     * The same for a previous archive that has not returned any database connection: the pool is the server's, too.
     * Neither the next archive nor a rollback could start if it needs a connection.
     *
     * @param service the owner of the data source
     * @return whether this was the case and the server has been restarted
     */
    private boolean freeConnections(String name, String service) throws IOException, WorkerException {
        boolean areHeld = site.label() != null
                && site.worker(name)
                        .process()
                        .vitals(service)
                        .map(Vitals::pool)
                        .filter(pool -> pool.available() == 0)
                        .isPresent();
        if (areHeld) {
            recorder.report(
                    Kind.WARNING,
                    name,
                    "The previous archive holds all connections of its database pool and never closes them, so its"
                            + " server is restarted: that takes a minute or two");
            restart(name, service);
        }
        return areHeld;
    }

    /**
     * The same for a method of the previous archive's enterprise beans that does not return, such as a timer's: WildFly
     * waits for it before starting the next archive, gives up after 300 s, then waits again without answering.
     *
     * @return whether this was the case and the server has been restarted
     */
    private boolean freeBeans(String name, String service) throws IOException, WorkerException {
        boolean isWaiting = site.label() != null && site.worker(name).process().isWaitingForBean();
        if (isWaiting) {
            recorder.report(
                    Kind.WARNING,
                    name,
                    "The previous archive does not stop: an EJB method, such as a timer's, has been running for 300 s,"
                            + " so its server is restarted when WildFly gives up, after another 300 s");
            restart(name, service);
        }
        return isWaiting;
    }

    /** When its server started; empty for the ledger's own, or if it does not answer. */
    Optional<Instant> startedAt(String name) {
        return site.label() == null ? Optional.empty() : site.vitals(name).map(Vitals::startedAt);
    }

    /**
     * Whether its server ended as the next archive was to start, and is up again. Class loaders of what ran before that are never freed fill
     * the metaspace: the next archive's classes no longer fit, and the JVM exits, although they would fit in a new one.
     *
     * @param startedAt when its server had started before that
     */
    boolean hasEnded(String name, Instant startedAt) throws IOException {
        boolean hasEnded = site.vitals(name)
                .filter(now -> !now.startedAt().equals(startedAt))
                .isPresent();
        if (hasEnded) {
            recorder.report(
                    Kind.WARNING,
                    name,
                    "Its server crashed during the start, and is up again: the previous archive may have left its"
                            + " classes in memory, so the start is retried once");
        }
        return hasEnded;
    }

    /** Restarts its server where the archive that was put there never ends its start, which WildFly cannot take back. */
    void free(String name, String service, WorkerException failure) throws IOException {
        if (!isEndless(failure)) {
            return;
        }
        recorder.report(Kind.WARNING, name, "Its start hangs, so its server is restarted");
        try {
            restart(name, service);
        } catch (WorkerException e) {
            recorder.report(Kind.WARNING, name, e.text());
        }
    }

    /** Whether the archive that was put there never ends its start; false for the ledger's own. */
    private boolean isEndless(WorkerException failure) {
        return site.label() != null && RootCause.of(failure.text()).equals(RootCause.ENDLESS_START);
    }

    /** Its server starts with what WildFly has on record. */
    private void restart(String name, String service) throws WorkerException {
        Optional<Instant> before = startedAt(name);
        site.worker(name).process().shutdownAfterOthers(FINISH);
        site.requireStart(
                name,
                service + recorder.entry().task().where(),
                vitals -> !before.equals(Optional.of(vitals.startedAt())));
    }
}
