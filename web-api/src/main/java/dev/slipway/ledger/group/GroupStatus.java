package dev.slipway.ledger.group;

import dev.slipway.ledger.group.restart.Restart;
import dev.slipway.ledger.group.restart.RestartState;
import org.jspecify.annotations.Nullable;

/**
 * The status of a server group, from the agent's report and from the restart of its workers, if there is one.
 *
 * @param detail the present step, or what went wrong; null for neither
 */
record GroupStatus(GroupState state, @Nullable String detail) {

    /**
     * Determines it.
     *
     * @param restart the last restart of its workers; null if there was none
     */
    static GroupStatus of(ServerGroup group, @Nullable Restart restart) {
        if (restart == null
                || group.state() != GroupState.READY
                || restart.requestedAt().isBefore(group.changedAt())) {
            return new GroupStatus(group.state(), group.detail().orElse(null));
        }
        if (restart.isOpen()) {
            String step = restart.state() == RestartState.ASKED && !restart.isForDefinition()
                    ? "A restart of the workers is requested"
                    : "The workers are restarted, one after the other";
            return new GroupStatus(
                    restart.isForDefinition() ? GroupState.MAKING : GroupState.READY,
                    restart.detail().orElse(step));
        }
        if (restart.hasFailedMidway()) {
            return new GroupStatus(
                    GroupState.FAILED, restart.detail().orElse("The workers were restarted; one did not come back"));
        }
        return new GroupStatus(GroupState.READY, group.detail().orElse(null));
    }
}
