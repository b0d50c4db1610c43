package dev.slipway.line.agent.ledger;

import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.Task;
import dev.slipway.line.http.CallException;
import dev.slipway.line.pace.LogOnce;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps extending an environment's lock during a task. If the agent is killed, the lock expires within a minute. */
public final class LockKeeper implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So much sooner than usual is the next attempt after one that failed. */
    private static final int SOONER = 3;

    private final AgentApi api;
    private final Task task;
    private final Duration every;
    private final Duration patience;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lock");
        thread.setDaemon(true);
        return thread;
    });

    private final LogOnce logOnce;
    private @Nullable String lock;

    /** For a task just claimed; or, without a lock yet, for a resumed one. */
    public LockKeeper(AgentApi api, Task task, boolean isClaimed, Consumer<String> log) {
        this(api, task, isClaimed, EVERY, PATIENCE, log);
    }

    /**
     * With other times, for tests.
     *
     * @param patience how long one extension may take: a few that fail must fit into the lock's minute
     */
    LockKeeper(AgentApi api, Task task, boolean isClaimed, Duration every, Duration patience, Consumer<String> log) {
        this.api = api;
        this.task = task;
        this.every = every;
        this.patience = patience;
        logOnce = new LogOnce(log);
        lock = isClaimed ? task.lockId() : null;
        schedule(isClaimed ? every : Duration.ZERO);
    }

    private void schedule(Duration pause) {
        clock.schedule(this::keep, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void keep() {
        boolean isAnswered = hold();
        if (!clock.isShutdown()) {
            schedule(isAnswered ? every : every.dividedBy(SOONER));
        }
    }

    /**
     * If the lock was lost, resuming the task takes it, unless the task, and its sync, has ended meanwhile.
     *
     * @return whether the ledger has answered
     */
    private boolean hold() {
        try {
            String held = lock;
            if (held == null || !api.extend(held, patience)) {
                lock = resume().filter(this::isSame).map(Task::lockId).orElse(null);
            }
            return true;
        } catch (CallException e) {
            // While the ledger is down, no other process can take the lock either; but it may be this call alone.
            return false;
        } catch (RuntimeException | Error e) {
            // An exception would end the schedule. An interruption by close() is no failure.
            if (!clock.isShutdown()) {
                logOnce.say("The lock of " + task.environment() + " could not be extended; retrying: " + e);
            }
            return false;
        }
    }

    /** A part of a sync may have been given up, and is rolled back while the sync goes on. */
    private Optional<Task> resume() {
        Optional<Task> resumed = api.resume(task.environment(), task.id());
        String sync = task instanceof DeploymentTask part ? part.syncId() : null;
        return resumed.isEmpty() && sync != null ? api.resume(task.environment(), sync) : resumed;
    }

    /** Whether the ledger hands out this task, or its sync: an older ledger may hand out another one. */
    private boolean isSame(Task claimed) {
        return claimed.id().equals(task.id())
                || task instanceof DeploymentTask part && claimed.id().equals(part.syncId());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
