package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.definition.GroupNames;
import java.time.Instant;
import java.util.Optional;

/**
 * What an agent reports of the configuration of a server group's workers.
 *
 * @param desired what they are configured with
 * @param isOutdated whether one of them runs something else, or lacks the others' archive; where there is none, only
 *     what failed is tried again
 */
public record ReportedConfiguration(String service, String environment, String desired, boolean isOutdated) {

    /** The group's name. */
    String group() {
        return GroupNames.group(service, environment);
    }

    /** Whether the group's workers are to be restarted for it. */
    boolean isRestartDue(Optional<Restart> newest, Instant now) {
        return Restart.isDue(newest, desired, isOutdated, now);
    }
}
