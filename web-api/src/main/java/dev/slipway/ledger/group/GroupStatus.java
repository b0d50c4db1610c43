package dev.slipway.ledger.group;

import dev.slipway.ledger.group.restart.Restart;
import dev.slipway.ledger.group.restart.RestartState;
import org.jspecify.annotations.Nullable;

/**
 * How a server group is, by what was made of it and by whether its workers run that.
 *
 * @param state how far it is
 * @param detail what is under way, or what went wrong; null where there is nothing to say
 */
record GroupStatus(GroupState state, @Nullable String detail) {

    /**
     * Decides.
     *
     * @param restart the last of its workers; null where there was none
     */
    static GroupStatus of(ServerGroup group, @Nullable Restart restart) {
        if (restart == null
                || group.state() != GroupState.READY
                || restart.requestedAt().isBefore(group.changedAt())) {
            return new GroupStatus(group.state(), group.detail().orElse(null));
        }
        if (restart.isOpen() && restart.isForDefinition()) {
            return new GroupStatus(
                    GroupState.MAKING, restart.detail().orElse("The workers are restarted, one after the other"));
        }
        if (restart.state() == RestartState.FAILED) {
            return new GroupStatus(
                    GroupState.FAILED, restart.detail().orElse("The workers were restarted; one did not come back"));
        }
        return new GroupStatus(GroupState.READY, group.detail().orElse(null));
    }
}
