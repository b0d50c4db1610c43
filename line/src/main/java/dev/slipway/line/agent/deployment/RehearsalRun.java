package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.deployment.RehearsalResult.Fault;
import dev.slipway.line.agent.deployment.RehearsalResult.Part;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.agent.site.Traffic;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.FormerProbe;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tests, before any worker is changed, whether the live release still runs after the new one: starts the new archive on
 * a copy of the database in a separate worker without traffic, then the live one on the migrated copy. Everything is
 * discarded afterwards. If killed, it starts over with another copy.
 *
 * <p>The application starts there as usual: mail is suppressed, queues are separate, and timers run on the copy; but
 * calls to external addresses in its configuration are real.
 */
public final class RehearsalRun {
    /** How long to wait without progress. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How long to wait for its removal; nothing depends on it. */
    private static final Duration LEAVING = Duration.ofMinutes(2);

    /** How often progress figures are reported. */
    private static final Duration BETWEEN_FIGURES = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Sites sites;
    private final Recorder recorder;
    private final Archives archives;
    private final Job.Source evidence;
    private final Runnable meanwhile;

    /**
     * @param evidence receives the result
     * @param meanwhile called every second while waiting
     */
    RehearsalRun(Sites sites, Recorder recorder, Archives archives, Job.Source evidence, Runnable meanwhile) {
        this.sites = sites;
        this.recorder = recorder;
        this.archives = archives;
        this.evidence = evidence;
        this.meanwhile = meanwhile;
    }

    /** Provides archives by digest. */
    @FunctionalInterface
    interface Archives {
        /** A copy that others cannot change. */
        ArchiveFile fetch(Digest digest) throws IOException, PreparationException;
    }

    /**
     * Rehearses the rollback, and records the result.
     *
     * @param next the archive that is to be deployed
     * @param live the target of a rollback
     * @throws PreparationException if it fails or cannot be run
     */
    void run(DeploymentTask task, ArchiveFile next, DeploymentTask.Live live) throws IOException, PreparationException {
        Instant began = pace().now();
        recorder.report(Kind.STARTED, null, "Rehearsing the rollback to " + live.version());
        DesiredGroup group;
        Fault fault;
        try {
            group = group(task);
            fault = hold(task, group, next, live);
        } catch (PreparationException e) {
            throw new RehearsalException(RehearsalResult.notRun(live, task.environment(), e.text()), e.text());
        } finally {
            sites.files().endRehearsals(task.environment());
        }
        RehearsalResult rehearsed = new RehearsalResult(
                new RehearsalResult.Next(next.name(task.service()), task.version(), next.digest()),
                live,
                task.environment(),
                fault,
                Duration.between(began, pace().now()));
        attach(task, rehearsed);
        if (!isGone(group, LEAVING)) {
            recorder.report(Kind.WARNING, null, "The rehearsal worker is not removed yet" + last(group));
        }
        if (fault != null) {
            throw new RehearsalException(rehearsed.failure(fault), fault.text());
        }
        recorder.report(Kind.DONE, null, rehearsed.success());
    }

    private DesiredGroup group(DeploymentTask task) throws IOException, PreparationException {
        if (!sites.files().isOnMachine()) {
            throw new PreparationException("it needs a worker of its own for a minute, and on this line, whose workers"
                    + " are containers, only the operator creates workers");
        }
        return sites.files()
                .requested(task.service(), task.environment())
                .map(DesiredGroup::rehearsal)
                .orElseThrow(() -> new PreparationException(task.service() + " has no workers any more"));
    }

    private @Nullable Fault hold(DeploymentTask task, DesiredGroup group, ArchiveFile next, DeploymentTask.Live live)
            throws IOException, PreparationException {
        ArchiveFile before = before(live);
        sites.files().endRehearsals(task.environment());
        if (!isGone(group, PATIENCE)) {
            throw new PreparationException("an earlier rehearsal could not be removed" + last(group));
        }
        sites.files().rehearse(group);
        Site site = sites.ofRehearsal(group, await(group));
        try {
            FormerProbe probe = new FormerProbe(task.probePath(), task.probeTimeout());
            Fault fault = fault(site, task, Part.NEXT, next, probe, task.version() + " starts on the copy");
            if (fault != null) {
                return fault;
            }
            remove(site, next.name(task.service()));
            return fault(
                    site,
                    task,
                    Part.LIVE,
                    before,
                    Objects.requireNonNullElse(task.probeBefore(), new FormerProbe(null, task.probeTimeout())),
                    live.version() + " starts on the database as " + task.version() + " leaves it");
        } finally {
            site.close();
        }
    }

    private ArchiveFile before(DeploymentTask.Live live) throws IOException, PreparationException {
        try {
            return archives.fetch(live.digest());
        } catch (PreparationException e) {
            throw new PreparationException("the archive of " + live.version() + " is not available: " + e.text(), e);
        }
    }

    /** Why an archive fails on the copy; null if it starts and is healthy. */
    private @Nullable Fault fault(
            Site site, DeploymentTask task, Part part, ArchiveFile archive, FormerProbe health, String text)
            throws IOException, PreparationException {
        recorder.report(Kind.STARTED, null, text);
        String worker = site.workers().keySet().iterator().next();
        String name = archive.name(task.service());
        try {
            Optional<Probe> probe =
                    site.healthCheck(task.service(), health.path(), Duration.ofSeconds(health.seconds()));
            Management management = site.worker(worker);
            management.stage(archive.file(), archive.hash());
            management.replace(name, archive.hash(), name);
            if (probe.isPresent()) {
                new Traffic(site, (where, warning) -> recorder.report(Kind.WARNING, where, warning))
                        .awaitReady(worker, probe.get());
            }
        } catch (WorkerException e) {
            return new Fault(part, recorder.cause(e.text()), e.text());
        } catch (BalancerException e) {
            throw new PreparationException(e.text(), e);
        }
        recorder.report(Kind.DONE, null, text.replaceFirst(" starts ", " started "));
        return null;
    }

    private static void remove(Site site, String archive) throws PreparationException {
        try {
            for (Management worker : site.workers().values()) {
                worker.remove(archive);
            }
        } catch (WorkerException e) {
            throw new PreparationException(e.text(), e);
        }
    }

    private void attach(DeploymentTask task, RehearsalResult rehearsed) throws IOException {
        try {
            evidence.attach(task, rehearsed.statement());
        } catch (PreparationException e) {
            recorder.report(Kind.WARNING, null, "The ledger rejected the result of the rehearsal: " + e.text());
        }
    }

    /** Waits until its worker is ready with the desired configuration. */
    private GroupStatus await(DesiredGroup group) throws IOException, PreparationException {
        String last = "";
        String reported = "";
        Deadline deadline = pace().deadline(PATIENCE);
        Deadline silence = pace().deadline(Duration.ZERO);
        while (true) {
            Optional<GroupStatus> answer = sites.files().answer(group.group());
            if (answer.isPresent() && answer.get().state() == GroupStatus.State.FAILED) {
                throw new PreparationException(detail(answer.get()));
            }
            if (answer.isPresent() && answer.get().state() == GroupStatus.State.READY) {
                return answer.get();
            }
            String at = answer.map(RehearsalRun::detail).orElse("");
            if (!at.equals(last)) {
                last = at;
                deadline = pace().deadline(PATIENCE);
            }
            String step = at.replaceFirst(",.*", "");
            if (!at.isEmpty() && (!step.equals(reported) || silence.isOver())) {
                recorder.report(Kind.STARTED, null, "Rehearsing the rollback: " + at);
                reported = step;
                silence = pace().deadline(BETWEEN_FIGURES);
            }
            if (deadline.isOver()) {
                throw new PreparationException("its worker was not created; for " + PATIENCE.toMinutes()
                        + " minutes it was at: " + (at.isEmpty() ? "not started yet" : at));
            }
            meanwhile.run();
            pace().sleep(PAUSE);
        }
    }

    private boolean isGone(DesiredGroup group, Duration patience) throws IOException {
        Deadline deadline = pace().deadline(patience);
        while (sites.files().answer(group.group()).isPresent()) {
            if (deadline.isOver()) {
                return false;
            }
            meanwhile.run();
            pace().sleep(PAUSE);
        }
        return true;
    }

    /** The last known state, as the end of a sentence. */
    private String last(DesiredGroup group) throws IOException {
        return sites.files()
                .answer(group.group())
                .map(answer -> ": " + detail(answer))
                .orElse("");
    }

    private static String detail(GroupStatus answer) {
        return Objects.requireNonNullElse(answer.detail(), "no reason is known");
    }

    private Pace pace() {
        return sites.own().pace();
    }
}
