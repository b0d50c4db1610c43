package dev.slipway.line.agent.ledger;

import dev.slipway.line.agent.log.LogOnce;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.Task;
import dev.slipway.line.http.CallException;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
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

    /** How long the ledger keeps a lock that is not extended. */
    private static final Duration LIFE = Duration.ofSeconds(AgentApi.LOCK_SECONDS);

    /** So much sooner than usual is the next attempt after one that failed. */
    private static final int SOONER = 3;

    private final AgentApi api;
    private final Task task;
    private final Duration every;
    private final Duration patience;
    private final Pace pace;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lock");
        thread.setDaemon(true);
        return thread;
    });

    private final LogOnce logOnce;
    private @Nullable String lock;
    private Deadline expiry;

    /** @param lock of a task just claimed, or {@linkplain #take taken} anew; null if it is still to be taken */
    public LockKeeper(AgentApi api, Task task, @Nullable String lock, Consumer<String> log) {
        this(api, task, lock, EVERY, PATIENCE, new Pace(), log);
    }

    /**
     * With other times, for tests.
     *
     * @param patience how long one extension may take: a few that fail must fit into the lock's minute
     */
    LockKeeper(
            AgentApi api,
            Task task,
            @Nullable String lock,
            Duration every,
            Duration patience,
            Pace pace,
            Consumer<String> log) {
        this.api = api;
        this.task = task;
        this.every = every;
        this.patience = patience;
        this.pace = pace;
        logOnce = new LogOnce(log);
        this.lock = lock;
        expiry = pace.deadline(LIFE);
        schedule(lock == null ? Duration.ZERO : every);
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
     * Makes sure that nobody else has the lock, before the task changes anything. If the ledger does not answer, its
     * last answer counts until the lock expires.
     *
     * @throws CallException if somebody else has it, or may have it
     */
    public synchronized void require() {
        hold();
        if (lock == null || expiry.isOver()) {
            throw new CallException("Somebody else may have the lock of " + task.environment() + ".", "");
        }
    }

    /** If the lock was lost, takes it anew; returns whether the ledger has answered. */
    private synchronized boolean hold() {
        try {
            String held = lock;
            // From before the call on, as the answer may take its time.
            Deadline next = pace.deadline(LIFE);
            if (held == null || !api.extend(held, patience)) {
                // Lost, also if the next call fails.
                lock = null;
                lock = take(api, task).orElse(null);
            }
            expiry = next;
            return true;
        } catch (CallException e) {
            // It may be this call or this agent alone: others may take the lock once it expires.
            return false;
        } catch (RuntimeException | Error e) {
            // An exception would end the schedule. An interruption by close() is no failure.
            if (!clock.isShutdown()) {
                logOnce.say("The lock of " + task.environment() + " could not be extended; retrying: " + e);
            }
            return false;
        }
    }

    /**
     * Takes the lock for a task that is to go on; empty if somebody else has it, or if the task, and its sync, has
     * ended meanwhile.
     *
     * @throws CallException if the ledger is down
     */
    public static Optional<String> take(AgentApi api, Task task) {
        Optional<Task> resumed = api.resume(task.environment(), task.id());
        String sync = task instanceof DeploymentTask part ? part.syncId() : null;
        if (resumed.isEmpty() && sync != null) {
            // The part may have been given up, and is rolled back while the sync goes on.
            resumed = api.resume(task.environment(), sync);
        }
        return resumed.filter(claimed -> isSame(claimed, task)).map(Task::lockId);
    }

    /** Whether the ledger hands out this task, or its sync: an older ledger may hand out another one. */
    private static boolean isSame(Task claimed, Task task) {
        return claimed.id().equals(task.id())
                || task instanceof DeploymentTask part && claimed.id().equals(part.syncId());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
