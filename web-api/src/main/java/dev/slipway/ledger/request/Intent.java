package dev.slipway.ledger.request;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * How a request wants its release to be deployed.
 *
 * @param isForAgent whether the agent executes it as soon as it is allowed
 * @param isRollback whether it is a rollback
 * @param keepsConfiguration of a rollback, whether the configuration in force stays
 * @param fromVersion the release that it replaces; null if it replaces any
 */
@Embeddable
public record Intent(
        boolean isForAgent,
        boolean isRollback,
        boolean keepsConfiguration,
        @Nullable String fromVersion) {
    /** Of a configuration change. */
    static final Intent CONFIGURE = new Intent(true, false, false, null);

    static Intent of(RequestDeploymentRequest body) {
        return new Intent(body.needsAgent(), body.requestsRollback(), body.retainsConfiguration(), body.fromVersion());
    }

    /** Whether the agent need not execute both for the same candidate. */
    boolean isSameAs(Intent other) {
        return isForAgent
                && other.isForAgent
                && isRollback == other.isRollback
                && keepsConfiguration == other.keepsConfiguration
                && (fromVersion == null || other.fromVersion == null || fromVersion.equals(other.fromVersion));
    }

    /** The same, replacing whichever release is live if a repeated one names none. */
    Intent joining(Intent repeated) {
        return repeated.fromVersion == null ? new Intent(isForAgent, isRollback, keepsConfiguration, null) : this;
    }
}
