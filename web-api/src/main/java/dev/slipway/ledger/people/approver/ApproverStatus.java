package dev.slipway.ledger.people.approver;

/** The present status of a former or present approver, according to Keycloak. */
public enum ApproverStatus {
    /** They can sign in, and have the role, granted directly or by another role or a group. */
    APPROVER,
    /** They do not have the role. */
    NO_ROLE,
    /** Their account is disabled. */
    DISABLED,
    /** There is no such account. */
    NO_ACCOUNT,
    /** The account is newer than what was decided: the one that decided it is gone. */
    NEW_ACCOUNT,
    /** Keycloak does not answer. */
    UNKNOWN;

    /** Whether their earlier decisions no longer count. */
    public boolean isLost() {
        return this == NO_ROLE || this == DISABLED || this == NO_ACCOUNT || this == NEW_ACCOUNT;
    }
}
