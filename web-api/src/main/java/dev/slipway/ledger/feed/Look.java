package dev.slipway.ledger.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client that waits would be answered by now.
 *
 * @param answer the answer
 * @param isNews whether the client waited for this, and not only until its time is over
 * @param again when to look again even if nothing changes until then; null to rely on changes
 */
public record Look<T>(T answer, boolean isNews, @Nullable Instant again) {
    /** What the client waited for. */
    public static <T> Look<T> found(T answer) {
        return new Look<>(answer, true, null);
    }

    /** Nothing yet. */
    public static <T> Look<T> nothing(T answer, @Nullable Instant again) {
        return new Look<>(answer, false, again);
    }
}
