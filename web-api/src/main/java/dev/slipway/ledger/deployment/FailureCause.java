package dev.slipway.ledger.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Why a deployment failed.
 *
 * @param service the server's service that failed to start; null if unknown
 * @param reason why, in a sentence or two; null if unknown
 * @param log what the server logged about it; null if nothing
 */
@Embeddable
public record FailureCause(
        @Column(name = "failed_service") @Nullable String service,
        @Column(name = "failure") @Nullable String reason,
        @Column(name = "failure_log") @Nullable String log) {
    /** For what did not fail, or whose failure is unknown. */
    public static final FailureCause NONE = new FailureCause(null, null, null);

    /** As a client says it. */
    static FailureCause because(@Nullable String reason) {
        return new FailureCause(null, reason, null);
    }

    /** The same with what another knows, where this one knows nothing. */
    FailureCause orElse(FailureCause other) {
        return new FailureCause(
                service == null ? other.service : service,
                reason == null ? other.reason : reason,
                log == null ? other.log : log);
    }
}
