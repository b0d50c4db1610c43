package dev.slipway.line.agent;

import dev.slipway.line.agent.deployment.Job;
import dev.slipway.line.agent.deployment.LedgerSource;
import dev.slipway.line.agent.deployment.SyncRun;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.ledger.LockKeeper;
import dev.slipway.line.agent.ledger.Reporter;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.RestartTask;
import dev.slipway.line.agent.task.SyncTask;
import dev.slipway.line.agent.task.Task;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.group.GroupWorkers;
import dev.slipway.line.ledger.group.Restart;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.pace.TraceLog;
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
            restart(RestartFile.begun(restart), lockOf(task));
        } else if (task instanceof SyncTask sync) {
            meanwhile.run();
            try (LockKeeper lock = new LockKeeper(context.api(), sync, lockOf(task), log)) {
                Path archives = lease.folder().resolve("sync");
                new SyncRun(context.sites(), context.api(), archives, this::part, lease.journal(), log).run(sync);
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

    private JournalEntry part(DeploymentTask part) throws IOException {
        lease.journal().begin(JournalEntry.of(part, now()));
        JournalEntry entry = execute(part);
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

    /**
     * The lock for a deployment to go on with; null if it goes on without: with the ledger itself, with a rollback of
     * what the ledger does not have as running, or only to its report.
     */
    private @Nullable String lock(JournalEntry left, Optional<Standing> standing) throws IOException {
        DeploymentTask task = left.task();
        boolean isRunning = standing.filter(Standing::isRunning).isPresent();
        return isRunning && !left.isFinished() && !task.service().equals(Services.LEDGER)
                ? take(task, why -> suspend(left, why))
                : null;
    }

    @FunctionalInterface
    private interface Suspension {
        void because(String why) throws IOException;
    }

    /**
     * Takes the lock for an interrupted task to go on with.
     *
     * @throws CallException if the ledger, which has just answered, refuses that or is down: the next round queries it
     *     again
     * @throws IOException if somebody else has it: the task is suspended, and the next round tries again
     */
    private String take(Task task, Suspension suspension) throws IOException {
        Optional<String> lock = LockKeeper.take(context.api(), task);
        if (lock.isEmpty()) {
            String why = "somebody else has the lock of " + task.environment();
            suspension.because("Waiting: " + why);
            throw new IOException(task.title() + " waits: " + why);
        }
        return lock.get();
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

    /** Finishes an interrupted restart. If the ledger does not have it as running, only re-enables its workers. */
    void resume(RestartFile.Saved left) throws IOException {
        // Query first, without logging: this repeats in each round while the ledger is down, or somebody has the lock.
        Optional<Standing> known = left.isOver() ? Optional.empty() : Optional.of(standing(left));
        Optional<Standing> ended = known.filter(one -> !one.isRunning());
        if (ended.isPresent()) {
            enableDrained(left);
        }
        String lock = known.isPresent() && ended.isEmpty() ? take(left.task(), why -> suspend(left, why)) : null;
        log.accept("Resuming " + left.task().title());
        if (ended.isEmpty()) {
            restart(left, lock);
            return;
        }
        log.accept("It was abandoned in the meantime. " + ended.get().end());
        RestartFile.in(lease.folder()).clear();
        context.groups().restarted();
    }

    /**
     * Returns the workers that a restart drained, once: whoever it waits for may drain them. Reports each time, since
     * the ledger gives up a restart that it hears nothing of.
     */
    private void suspend(RestartFile.Saved left, String why) throws IOException {
        RestartFile.Saved suspended = left;
        if (!why.equals(left.detail())) {
            if (!left.before().isEmpty()) {
                enableDrained(left);
            }
            suspended = left.reported(now(), StepReport.Kind.STARTED, null, why);
            RestartFile.in(lease.folder()).write(suspended);
            show(suspended.steps().get(suspended.steps().size() - 1));
        }
        context.api().report(left.task().id(), suspended);
    }

    /**
     * Returns the workers that a restart drained.
     *
     * @throws IOException if httpd did not take that: the restart stays in its file, and the next round tries again
     */
    private void enableDrained(RestartFile.Saved left) throws IOException {
        try {
            context.sites().giveUp(RestartFile.in(lease.folder()), left, context.api(), this::show);
        } catch (BalancerException e) {
            throw new IOException("workers of " + left.task().service() + " may still be drained: " + e.text(), e);
        }
    }

    /** How the ledger has a task. */
    private record Standing(boolean isRunning, boolean isSucceeded, String end) {
        /** Of one that it does not know: it has been restored to a time before that. */
        static final Standing UNKNOWN = new Standing(false, false, "The ledger does not know it.");

        static Standing of(DeploymentRequest request) {
            return new Standing(request.isRunning(), request.isSucceeded(), request.end());
        }

        static Standing of(Restart restart) {
            return new Standing(restart.isRunning(), false, restart.detail().orElse(""));
        }
    }

    /** Whether the ledger itself says so: a server without the ledger answers 404, too. */
    private static boolean isUnknown(CallException e) {
        return e instanceof LedgerRefusedException refused && refused.is("not-found");
    }

    /**
     * The restart as the ledger has it.
     *
     * @throws CallException if the ledger is down, or refuses to say: the restart stays in its file, and its workers
     *     get requests until it resumes
     */
    private Standing standing(RestartFile.Saved left) throws IOException {
        RestartTask task = left.task();
        try {
            GroupWorkers workers = new GroupWorkers(context.api().ledger(), task.service(), task.environment());
            return Standing.of(workers.restart(task.id()));
        } catch (CallException e) {
            if (isUnknown(e)) {
                return Standing.UNKNOWN;
            }
            if (!left.before().isEmpty()) {
                enableDrained(left);
            }
            throw e;
        }
    }

    /** A finished restart only has to be reported. */
    private void restart(RestartFile.Saved begun, @Nullable String claimed) throws IOException {
        RestartTask task = begun.task();
        RestartFile file = RestartFile.in(lease.folder());
        RestartFile.Saved end = begun;
        if (!begun.isOver()) {
            file.write(begun);
            try (LockKeeper lock = new LockKeeper(context.api(), task, claimed, log)) {
                end = context.sites().restart(file, begun, context.api(), this::show);
            }
        }
        try {
            context.api().report(task.id(), end);
        } catch (LedgerRefusedException e) {
            log.accept("The ledger rejected the result: " + e.what());
        }
        file.clear();
        context.groups().restarted();
    }

    private void finish(DeploymentTask task, Optional<Standing> standing, @Nullable String taken) throws IOException {
        if (task.isOffline()) {
            lease.close(job(recorder(this::show), LedgerSource.onlyStored(context.stored()))
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
                execute(task);
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
            if (isUnknown(e)) {
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
        return job(recorder(this::show), ledger).giveUp(ended.end());
    }

    /** Carries it out, and moves it to the outbox. */
    private JournalEntry execute(DeploymentTask task) throws IOException {
        Reporter reporter = new Reporter(
                context.api(),
                task.id(),
                lease.journal().read().map(JournalEntry::steps).orElseThrow());
        JournalEntry entry;
        try (reporter) {
            Recorder recorder = recorder(report -> {
                show(report);
                reporter.accept(report);
            });
            entry = job(recorder, ledger).run();
        }
        lease.close(entry, reporter.reported());
        return entry;
    }

    private Job job(Recorder recorder, Job.Source source) {
        return new Job(context.sites(), lease.journal(), recorder, source, context.schema(), meanwhile, traces);
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
