package dev.slipway.line.agent.daemon;

import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.ledger.LockKeeper;
import dev.slipway.line.agent.task.Task;
import dev.slipway.line.http.CallException;
import java.io.IOException;
import java.util.Optional;

/** The environment's lock of a task that was interrupted, which may be somebody else's by now. */
final class TaskLock {
    private TaskLock() {}

    /** Has a task wait. */
    @FunctionalInterface
    interface Suspension {
        void because(String why) throws IOException;
    }

    /**
     * Takes the lock for an interrupted task to go on with.
     *
     * @throws CallException if the ledger, which has just answered, refuses that or is down: the next round queries it
     *     again
     * @throws IOException if somebody else has it: the task is suspended, and the next round tries again
     */
    static String take(AgentApi api, Task task, Suspension suspension) throws IOException {
        Optional<String> lock = LockKeeper.take(api, task);
        if (lock.isEmpty()) {
            String why = "somebody else has the lock of " + task.environment();
            suspension.because("Waiting: " + why);
            throw new IOException(task.title() + " waits: " + why);
        }
        return lock.get();
    }
}
