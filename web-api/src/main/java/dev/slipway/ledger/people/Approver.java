package dev.slipway.ledger.people;

import org.jspecify.annotations.Nullable;

/**
 * What Keycloak says today of somebody who once was an approver.
 *
 * @param status whether they still are
 * @param email where mail reaches them, if that is known
 */
public record Approver(ApproverStatus status, @Nullable String email) {
    /** Of whom Keycloak says nothing. */
    static final Approver UNKNOWN = new Approver(ApproverStatus.UNKNOWN, null);
}
