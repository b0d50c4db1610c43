package dev.slipway.ledger.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A receiver did not accept what it was sent. */
class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;

    /**
     * For this reason.
     *
     * @param reason a sentence for people, which names no more of the receiver than its host
     */
    DeliveryException(String reason) {
        this(reason, null);
    }

    DeliveryException(String reason, @Nullable Duration retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** For how long the receiver asks to be left alone, if it does. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
