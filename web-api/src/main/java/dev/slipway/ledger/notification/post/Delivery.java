package dev.slipway.ledger.notification.post;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an accepted message got.
 *
 * @param shortfall whom of several receivers it did not reach, and why; null if it reached all
 * @param deferred those of them for whom the mail server may take it later
 */
public record Delivery(@Nullable String shortfall, List<String> deferred) {
    /** It reached everybody. */
    static final Delivery WHOLE = new Delivery(null, List.of());

    public Delivery {
        deferred = List.copyOf(deferred);
    }
}
