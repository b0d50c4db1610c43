package dev.slipway.line.agent.task;

import dev.slipway.line.ledger.DeploymentTarget;
import org.jspecify.annotations.Nullable;

/** A unit of work: the ledger's answer to a claim, or an offline order of the line's owner. */
public sealed interface Task permits DeploymentTask, RestartTask, SyncTask {
    /** The deployment request's, the restart's, or the sync's; a new one if it is offline. */
    String id();

    String environment();

    /** The environment's lock; null without the ledger. */
    @Nullable
    String lockId();

    /** The service; null for a sync of all. */
    @Nullable
    String service();

    /** Whether this agent has claimed it before. */
    boolean isResumed();

    /** A description for the log. */
    String title();

    /** The option that selects the same environment in a command; empty for production, the default. */
    default String where() {
        return DeploymentTarget.option(environment());
    }
}
