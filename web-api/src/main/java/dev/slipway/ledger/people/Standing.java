package dev.slipway.ledger.people;

/** What Keycloak says today of somebody who once was an approver. */
public enum Standing {
    /** They can sign in, and have the role, granted directly or by another role or a group. */
    APPROVER,
    /** They do not have the role. */
    NO_ROLE,
    /** Their account is disabled. */
    DISABLED,
    /** There is no such account. */
    NO_ACCOUNT,
    /** Keycloak does not answer. */
    UNKNOWN;

    /** Whether what they said once counts for nothing now. */
    public boolean isLost() {
        return this == NO_ROLE || this == DISABLED || this == NO_ACCOUNT;
    }
}
