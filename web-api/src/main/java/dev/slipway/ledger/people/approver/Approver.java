package dev.slipway.ledger.people.approver;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The present state in Keycloak of a former or present approver.
 *
 * @param status whether they still are an approver
 * @param email their mail address, if known
 * @param accountCreatedAt when their account was created; null if unknown
 */
public record Approver(
        ApproverStatus status,
        @Nullable String email,
        @Nullable Instant accountCreatedAt) {
    /** For a name that Keycloak has no answer on. */
    static final Approver UNKNOWN = new Approver(ApproverStatus.UNKNOWN, null, null);

    /** By how much Keycloak's clock may be ahead of the ledger's. */
    static final Duration SKEW = Duration.ofSeconds(1);

    /** The status of the approver who decided under this name at this time: an account that is newer is not theirs. */
    public ApproverStatus statusAsOf(Instant decidedAt) {
        boolean isNewer = accountCreatedAt != null && decidedAt.isBefore(accountCreatedAt.minus(SKEW));
        return isNewer && !status.isLost() ? ApproverStatus.NEW_ACCOUNT : status;
    }
}
