package dev.slipway.line.agent.daemon;

import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.ledger.LockKeeper;
import dev.slipway.line.agent.task.RestartTask;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.group.GroupWorkers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out restarts, with their file in the folder of one environment. */
final class RestartTaskRun {
    private final AgentContext context;
    private final RestartFile file;
    private final Consumer<StepReport> show;
    private final Consumer<String> log;

    /** @param show logs a step */
    RestartTaskRun(AgentContext context, Path folder, Consumer<StepReport> show, Consumer<String> log) {
        this.context = context;
        file = RestartFile.in(folder);
        this.show = show;
        this.log = log;
    }

    /** Begins a claimed restart; its lock, unless it may have been lost since. */
    void begin(RestartTask task, @Nullable String lock) throws IOException {
        run(RestartFile.begun(task), lock);
    }

    /** Finishes an interrupted restart. If the ledger does not have it as running, only re-enables its workers. */
    void resume(RestartFile.Saved left) throws IOException {
        // Query first, without logging: this repeats in each round while the ledger is down, or somebody has the lock.
        Optional<Standing> known = left.isOver() ? Optional.empty() : Optional.of(standing(left));
        Optional<Standing> ended = known.filter(one -> !one.isRunning());
        if (ended.isPresent()) {
            enableDrained(left);
        }
        String lock = known.isPresent() && ended.isEmpty()
                ? TaskLock.take(context.api(), left.task(), why -> suspend(left, why))
                : null;
        log.accept("Resuming " + left.task().title());
        if (ended.isEmpty()) {
            run(left, lock);
            return;
        }
        log.accept("It was abandoned in the meantime. " + ended.get().end());
        file.clear();
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
            suspended = left.reported(context.sites().own().pace().now(), StepReport.Kind.STARTED, null, why);
            file.write(suspended);
            show.accept(suspended.steps().get(suspended.steps().size() - 1));
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
            context.sites().giveUp(file, left, context.api(), show);
        } catch (BalancerException e) {
            throw new IOException("workers of " + left.task().service() + " may still be drained: " + e.text(), e);
        }
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
            if (Standing.isUnknown(e)) {
                return Standing.UNKNOWN;
            }
            if (!left.before().isEmpty()) {
                enableDrained(left);
            }
            throw e;
        }
    }

    /** A finished restart only has to be reported. */
    private void run(RestartFile.Saved begun, @Nullable String claimed) throws IOException {
        RestartTask task = begun.task();
        RestartFile.Saved end = begun;
        if (!begun.isOver()) {
            file.write(begun);
            try (LockKeeper lock = new LockKeeper(context.api(), task, claimed, log)) {
                if (begun.before().isEmpty()) {
                    lock.require();
                }
                end = context.sites().restart(file, begun, context.api(), show);
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
}
