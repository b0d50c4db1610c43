package dev.slipway.ledger.people;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Keycloak says today of somebody who once was an approver.
 *
 * @param status whether they still are
 * @param email where mail reaches them, if that is known
 * @param accountCreatedAt when their account was created; null if that is not known
 */
public record Approver(
        ApproverStatus status,
        @Nullable String email,
        @Nullable Instant accountCreatedAt) {
    /** Of whom Keycloak says nothing. */
    static final Approver UNKNOWN = new Approver(ApproverStatus.UNKNOWN, null, null);

    /** By how much Keycloak's clock may be ahead of the ledger's. */
    static final Duration SKEW = Duration.ofSeconds(1);

    /** The status of whoever decided something under this name at this time: an account that is newer is not theirs. */
    public ApproverStatus statusAsOf(Instant decidedAt) {
        boolean isNewer = accountCreatedAt != null && decidedAt.isBefore(accountCreatedAt.minus(SKEW));
        return isNewer && !status.isLost() ? ApproverStatus.NEW_ACCOUNT : status;
    }
}
