package dev.slipway.ledger.notification.post;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A receiver did not accept a message. */
public class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;
    private final boolean isThrottled;
    private final boolean isPermanent;
    private final boolean isGeneral;

    /**
     * For this reason.
     *
     * @param reason a sentence for people, which names no more of the receiver than its host
     */
    public DeliveryException(String reason) {
        this(reason, null, false, false, true);
    }

    DeliveryException(
            String reason, @Nullable Duration retryAfter, boolean isThrottled, boolean isPermanent, boolean isGeneral) {
        super(reason);
        this.retryAfter = retryAfter;
        this.isThrottled = isThrottled;
        this.isPermanent = isPermanent;
        this.isGeneral = isGeneral;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The delay that the receiver requested, if any. */
    @Nullable
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether it was sent too much, and says when it takes more. */
    public boolean isThrottled() {
        return isThrottled;
    }

    /** Whether the receiver would refuse it again, until somebody changes something. */
    public boolean isPermanent() {
        return isPermanent;
    }

    /** Whether the receiver would accept no other message of the channel either; otherwise it refuses this one alone. */
    public boolean isGeneral() {
        return isGeneral;
    }
}
