package dev.slipway.line.realm.connection;

import org.jspecify.annotations.Nullable;

/** An error concerning the realm, with a remedy if there is one. */
public final class RealmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RealmException(String message) {
        this(message, null);
    }

    public RealmException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
