package dev.slipway.line.rotation.plan;

/** How a secret is rotated, which depends on its checker. */
public enum RotationStrategy {
    /** A client of the realm {@code slipway}: Keycloak also accepts the former secret until this is revoked. */
    CLIENT(true),
    /** The line owner's client for administering Keycloak, in the realm {@code master}. */
    ADMINISTRATION(false),
    /** A pair of roles that log in to one database, one of which owns everything: they alternate. */
    LOGIN_PAIR(true),
    /** A PostgreSQL role that only the line's own programs use, and no request depends on. */
    ROLE(false),
    /** A management user of the ledger's workers, which reload their file. */
    MANAGEMENT_USER(false),
    /** The user of httpd's balancer-manager, whose password file httpd reads at each request. */
    BALANCER(false),
    /** The password of the first admin, a person. */
    ADMINISTRATOR(false),
    /** The password of the handbook's first reader. */
    HANDBOOK_USER(false),
    /** The secret with which a group's workers authenticate httpd, which sends both values during a rotation. */
    FRONT(true),
    /** A management user of a group's workers. */
    GROUP_MANAGEMENT(false),
    /** The password of the repositories with the line's backups, which may have several. */
    REPOSITORY(true),
    /** The key that decrypts the services' secrets: former ones are kept for what was encrypted for them. */
    CONFIGURATION_KEY(true),
    /** There is no other copy: the readers of the file are restarted. Workers read the former value of their cluster's secret as well. */
    FILE(false),
    /** Not rotated by the line: the note says what to do instead. */
    BY_HAND(false);

    private final boolean isDual;

    RotationStrategy(boolean isDual) {
        this.isDual = isDual;
    }

    /** Whether two values can be valid at a time. If not, the next value takes effect and comes into use in one step. */
    boolean isDual() {
        return isDual;
    }

    /** Whether its checker reads a file that is derived from the secret's own. */
    boolean isInstalled() {
        return this == BALANCER || this == MANAGEMENT_USER || this == LOGIN_PAIR;
    }

    /** Whether the former value is revoked by the ledger or on other machines, and so after those of the other secrets. */
    boolean isRetiredLast() {
        return this == REPOSITORY || this == CONFIGURATION_KEY;
    }

    /** Whether the line rotates it. */
    public boolean isRotated() {
        return this != BY_HAND;
    }
}
