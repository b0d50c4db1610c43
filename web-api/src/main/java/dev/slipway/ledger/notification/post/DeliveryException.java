package dev.slipway.ledger.notification.post;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A receiver did not accept a message. */
public class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;

    /**
     * For this reason.
     *
     * @param reason a sentence for people, which names no more of the receiver than its host
     */
    public DeliveryException(String reason) {
        this(reason, null);
    }

    public DeliveryException(String reason, @Nullable Duration retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** How long the receiver asks to wait before a retry, if it does. */
    @Nullable
    public Duration retryAfter() {
        return retryAfter;
    }
}
