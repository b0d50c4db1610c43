package dev.slipway.line.agent.ledger;

import dev.slipway.line.agent.journal.DeploymentTask;
import dev.slipway.line.agent.journal.Task;
import dev.slipway.line.http.CallException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps extending an environment's lock during a task. If the agent is killed, the lock expires within a minute. */
public final class LockKeeper implements AutoCloseable {
    private static final long EVERY_SECONDS = 15;

    private final AgentApi api;
    private final Task task;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lock");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable String lock;

    /** For a task just claimed; or, without a lock yet, for a resumed one. */
    public LockKeeper(AgentApi api, Task task, boolean isClaimed) {
        this.api = api;
        this.task = task;
        lock = isClaimed ? task.lockId() : null;
        clock.scheduleWithFixedDelay(this::hold, isClaimed ? EVERY_SECONDS : 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** If the lock was lost, claiming the task again takes it. */
    private void hold() {
        try {
            String held = lock;
            if (held == null || !api.extend(held)) {
                Optional<Task> claimed = api.claim(task.environment(), 0);
                lock = claimed.filter(this::isSame).map(Task::lockId).orElse(null);
            }
        } catch (CallException e) {
            // While the ledger is down, nobody else can take the lock either.
        }
    }

    /** Whether the ledger hands out this task again; instead of a part of a sync, the sync. */
    private boolean isSame(Task claimed) {
        return claimed.id().equals(task.id())
                || task instanceof DeploymentTask part && claimed.id().equals(part.syncId());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
