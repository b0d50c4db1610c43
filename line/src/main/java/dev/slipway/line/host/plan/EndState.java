package dev.slipway.line.host.plan;

import dev.slipway.line.group.Group;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The state of a server group after its plan has been executed. */
public final class EndState {
    private EndState() {}

    /** How far it then is. */
    public static GroupState.Progress progress(Group group) {
        if (!group.isRemoved()) {
            return GroupState.Progress.READY;
        }
        return group.isDataDropped() ? GroupState.Progress.DROPPED : GroupState.Progress.REMOVED;
    }

    /**
     * What is left of a removed group, and where; null if nothing is, or if the group remains.
     *
     * @param dump its newest dump; null if there is none
     * @param role why its database's role is left; null if it is not
     */
    public static @Nullable String detail(Group group, GroupState state, @Nullable Path dump, @Nullable String role) {
        if (!group.isRemoved()) {
            return null;
        }
        if (!group.isDataDropped()) {
            return state.database() == null ? null : "the database " + state.database() + " is kept";
        }
        return dump == null ? null : "what its database held is in " + dump + (role == null ? "" : "; " + role);
    }
}
