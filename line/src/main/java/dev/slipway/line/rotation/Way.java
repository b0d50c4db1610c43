package dev.slipway.line.rotation;

/** Who checks a secret, and so how another value comes into force. */
enum Way {
    /** A client of the realm {@code slipway}: Keycloak takes the former secret, too, until it is told not to. */
    CLIENT(true),
    /** The client that the line's owner administers Keycloak as, in its realm {@code master}. */
    ADMINISTRATION(false),
    /** One of a pair of roles that log in to one database, of which one owns all: they take turns. */
    LOGIN_PAIR(true),
    /** A role of PostgreSQL that only the line's own programs are, and no request waits for. */
    ROLE(false),
    /** A user of WildFly's management on the ledger's workers, which read their file anew. */
    MANAGEMENT_USER(false),
    /** The user of httpd's balancer-manager: httpd reads its file at each request. */
    BALANCER(false),
    /** The first administrator's password, a person's. */
    ADMINISTRATOR(false),
    /** The password of the handbook's first reader. */
    READER(false),
    /** By which a group's workers know httpd, which says both values meanwhile. */
    FRONT(true),
    /** A user of WildFly's management on a group's workers. */
    GROUP_MANAGEMENT(false),
    /** Nobody on this line has another copy: those who read the file are started anew. */
    FILE(false),
    /** Not rotated by the line: the secret says what to do instead. */
    BY_HAND(false);

    private final boolean isDual;

    Way(boolean isDual) {
        this.isDual = isDual;
    }

    /** Whether two values are good for some time. Where not, the next value comes into force and into use in one step. */
    boolean isDual() {
        return isDual;
    }

    /** Whether it is checked by a file that is made of the secret's own. */
    boolean isInstalled() {
        return this == BALANCER || this == MANAGEMENT_USER || this == LOGIN_PAIR;
    }

    boolean isRotated() {
        return this != BY_HAND;
    }
}
