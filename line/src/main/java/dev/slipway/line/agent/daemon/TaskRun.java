package dev.slipway.line.agent.daemon;

import dev.slipway.line.agent.deployment.Job;
import dev.slipway.line.agent.deployment.LedgerSource;
import dev.slipway.line.agent.deployment.SyncRun;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.ledger.LockKeeper;
import dev.slipway.line.agent.ledger.Reporter;
import dev.slipway.line.agent.log.TraceLog;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.RestartTask;
import dev.slipway.line.agent.task.SyncTask;
import dev.slipway.line.agent.task.Task;
import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out tasks, one after the other, with the journal of one environment. */
final class TaskRun {
    /** How often a deployment that waits says so: the ledger's patience is five minutes. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(1);

    private final AgentContext context;
    private final AgentFolder.Lease lease;
    private final Job.Source ledger;
    private final Runnable meanwhile;
    private final Consumer<String> log;
    private final TraceLog traces;
    private final RestartTaskRun restarts;

    /**
     * @param ledger the source of archives
     * @param meanwhile forwards the desired groups: called before a restart or sync, whose group may just have been
     *     created, and by the wait for a deployment's workers
     * @param traces logs the unexpected exceptions that a task fails with
     */
    TaskRun(
            AgentContext context,
            AgentFolder.Lease lease,
            Job.Source ledger,
            Runnable meanwhile,
            Consumer<String> log,
            TraceLog traces) {
        this.context = context;
        this.lease = lease;
        this.ledger = ledger;
        this.meanwhile = meanwhile;
        this.log = log;
        this.traces = traces;
        restarts = new RestartTaskRun(context, lease.folder(), this::show, log);
    }

    /**
     * Runs a claimed task. If another process used the folder since the claim, the task may have been abandoned. If
     * that process was killed, its unfinished task comes first, and the next claim returns this one again.
     */
    void begin(Task task) throws IOException {
        Optional<JournalEntry> left = lease.journal().read();
        if (left.isPresent()) {
            log.accept("An interrupted deployment of " + left.get().task().title() + " is finished first");
            return;
        }
        log.accept((task.isResumed() ? "Resuming: " : "Starting: ") + task.title() + " in " + task.environment());
        if (task instanceof RestartTask restart) {
            meanwhile.run();
            restarts.begin(restart, lockOf(task));
        } else if (task instanceof SyncTask sync) {
            meanwhile.run();
            try (LockKeeper lock = new LockKeeper(context.api(), sync, lockOf(task), log)) {
                Path archives = lease.folder().resolve("sync");
                new SyncRun(context.sites(), context.api(), archives, part -> part(part, lock), lease.journal(), log)
                        .run(sync);
            }
        } else {
            DeploymentTask deployment = (DeploymentTask) task;
            JournalEntry entry = JournalEntry.of(deployment, now());
            lease.journal().begin(entry);
            if (lease.isLate()) {
                Optional<Standing> standing = standing(entry);
                finish(deployment, standing, lock(entry, standing));
            } else {
                finish(deployment, Optional.empty(), deployment.lockId());
            }
        }
    }

    /** The lock of a task just claimed, unless it may have been lost since. */
    private @Nullable String lockOf(Task claimed) {
        return lease.isLate() ? null : claimed.lockId();
    }

    private JournalEntry part(DeploymentTask part, LockKeeper lock) throws IOException {
        lease.journal().begin(JournalEntry.of(part, now()));
        JournalEntry entry = execute(part, lock);
        lease.outbox().send(context.api());
        return entry;
    }

    /** Finishes the interrupted task in the journal. */
    void resume(JournalEntry left) throws IOException {
        // Query first, without logging: this repeats in each round while the ledger is down, or somebody has the lock.
        Optional<Standing> standing = standing(left);
        String lock = lock(left, standing);
        log.accept("Resuming " + left.task().title());
        finish(left.task(), standing, lock);
    }

    /** Finishes the interrupted restart. */
    void resume(RestartFile.Saved left) throws IOException {
        restarts.resume(left);
    }

    /**
     * The lock for a deployment to go on with; null if it goes on without: with the ledger itself, with a rollback of
     * what the ledger does not have as running, or only to its report.
     */
    private @Nullable String lock(JournalEntry left, Optional<Standing> standing) throws IOException {
        DeploymentTask task = left.task();
        boolean isRunning = standing.filter(Standing::isRunning).isPresent();
        return isRunning && !left.isFinished() && !task.service().equals(Services.LEDGER)
                ? TaskLock.take(context.api(), task, why -> suspend(left, why))
                : null;
    }

    /**
     * Reports why a deployment waits, and again at intervals, since the ledger takes it for abandoned otherwise. A
     * worker that it had drained stays so: what runs there may be rejected, or not probed yet, and whoever has the lock
     * may have drained another one.
     */
    private void suspend(JournalEntry left, String why) throws IOException {
        Optional<StepReport> said = left.lastStep().filter(step -> step.text().equals(why));
        if (said.isEmpty() || !said.get().at().plus(SIGN_OF_LIFE).isAfter(now())) {
            Consumer<StepReport> reports = step -> {
                if (said.isEmpty()) {
                    show(step);
                }
                context.api().reportSteps(left.task().id(), List.of(step));
            };
            recorder(reports).report(StepReport.Kind.STARTED, null, why);
        }
    }

    private void finish(DeploymentTask task, Optional<Standing> standing, @Nullable String taken) throws IOException {
        if (task.isOffline()) {
            lease.close(job(recorder(this::show), LedgerSource.onlyStored(context.stored()), () -> {})
                    .run());
            return;
        }
        Optional<Standing> ended = standing.filter(one -> !one.isRunning());
        if (ended.isPresent() && ended.get().isSucceeded()) {
            // An earlier release of the agent, which does not know this journal, has finished it.
            log.accept("It has succeeded meanwhile.");
            lease.journal().clear();
            return;
        }
        try (LockKeeper lock = new LockKeeper(context.api(), task, taken, log)) {
            if (ended.isPresent()) {
                lease.close(giveUp(ended.get()));
            } else {
                execute(task, lock);
            }
            lease.outbox().send(context.api());
        }
    }

    /**
     * The interrupted task as the ledger has it; empty if it is away. If nothing has been changed yet, it must answer,
     * and it must not refuse to say, unless the ledger itself is being deployed. Does not wait for it: that would block
     * other deployments.
     *
     * @throws CallException if the ledger is down, or refuses to say: the task stays in the journal
     */
    private Optional<Standing> standing(JournalEntry entry) {
        DeploymentTask task = entry.task();
        if (task.isOffline()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Standing.of(context.api().request(task.id())));
        } catch (CallException e) {
            if (Standing.isUnknown(e)) {
                return Optional.of(Standing.UNKNOWN);
            }
            boolean isAway = !(e instanceof LedgerRefusedException)
                    && !entry.progress().changed().isEmpty();
            if (isAway || task.service().equals(Services.LEDGER)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private JournalEntry giveUp(Standing ended) throws IOException {
        log.accept("It was abandoned in the meantime. " + ended.end());
        return job(recorder(this::show), ledger, () -> {}).giveUp(ended.end());
    }

    /** Carries it out, and moves it to the outbox. The ledger itself is deployed also without the lock. */
    private JournalEntry execute(DeploymentTask task, LockKeeper lock) throws IOException {
        Reporter reporter = new Reporter(
                context.api(),
                task.id(),
                lease.journal().read().map(JournalEntry::steps).orElseThrow());
        Runnable held = task.service().equals(Services.LEDGER) ? () -> {} : lock::require;
        JournalEntry entry;
        try (reporter) {
            Recorder recorder = recorder(report -> {
                show(report);
                reporter.accept(report);
            });
            entry = job(recorder, ledger, held).run();
        }
        lease.close(entry, reporter.reported());
        return entry;
    }

    private Job job(Recorder recorder, Job.Source source, Runnable lock) {
        return new Job(context.sites(), lease.journal(), recorder, source, context.schema(), meanwhile, lock, traces);
    }

    private Recorder recorder(Consumer<StepReport> reports) throws IOException {
        return Recorder.of(lease.journal(), context.sites().own().pace(), reports);
    }

    private Instant now() {
        return context.sites().own().pace().now();
    }

    private void show(StepReport report) {
        log.accept("  " + report.line());
    }
}
