package dev.slipway.line.realm;

import org.jspecify.annotations.Nullable;

/** What cannot be done with the realm, and where there is one, the way out. */
public final class RealmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RealmException(String message) {
        this(message, null);
    }

    public RealmException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
