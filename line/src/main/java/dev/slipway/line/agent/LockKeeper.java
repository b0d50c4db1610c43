package dev.slipway.line.agent;

import dev.slipway.line.http.CallException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds an environment's lock for as long as something is done there. When the agent is killed, it ends within a minute. */
final class LockKeeper implements AutoCloseable {
    private static final long EVERY_SECONDS = 15;

    private final AgentApi api;
    private final Task task;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lock");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable String lock;

    /** For a task that was just claimed, or, without a lock, for one that an earlier run began. */
    LockKeeper(AgentApi api, Task task, boolean isClaimed) {
        this.api = api;
        this.task = task;
        lock = isClaimed ? task.lockId() : null;
        clock.scheduleWithFixedDelay(this::hold, isClaimed ? EVERY_SECONDS : 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Who has lost it claims anew what they are doing: the lock comes with it. */
    private void hold() {
        try {
            String held = lock;
            if (held == null || !api.extend(held)) {
                Optional<Task> claimed = api.claim(task.environment(), 0);
                lock = claimed.filter(
                                one -> one.id().equals(task.id()) || one.id().equals(task.syncId()))
                        .map(Task::lockId)
                        .orElse(null);
            }
        } catch (CallException e) {
            // The ledger is away, and nobody else gets the lock from it either.
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
