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

    private final AgentApi api;
    private final Task task;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lock");
        thread.setDaemon(true);
        return thread;
    });

    private final LogOnce logOnce;
    private @Nullable String lock;

    /** For a task just claimed; or, without a lock yet, for a resumed one. */
    public LockKeeper(AgentApi api, Task task, boolean isClaimed, Consumer<String> log) {
        this(api, task, isClaimed, EVERY, log);
    }

    LockKeeper(AgentApi api, Task task, boolean isClaimed, Duration every, Consumer<String> log) {
        this.api = api;
        this.task = task;
        logOnce = new LogOnce(log);
        lock = isClaimed ? task.lockId() : null;
        clock.scheduleWithFixedDelay(
                this::hold, isClaimed ? every.toMillis() : 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** If the lock was lost, resuming the task takes it, unless the task, and its sync, has ended meanwhile. */
    private void hold() {
        try {
            String held = lock;
            if (held == null || !api.extend(held)) {
                lock = resume().filter(this::isSame).map(Task::lockId).orElse(null);
            }
        } catch (CallException e) {
            // While the ledger is down, no other process can take the lock either.
        } catch (RuntimeException | Error e) {
            // An exception would cancel the schedule. An interruption by close() is no failure.
            if (!clock.isShutdown()) {
                logOnce.say("The lock of " + task.environment() + " could not be extended; retrying: " + e);
            }
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
