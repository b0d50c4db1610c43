package dev.slipway.ledger.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The present answer to a long poll.
 *
 * @param answer the answer
 * @param isNews whether to answer now; else only when the time is over
 * @param again when to look again even if nothing changes until then; null to rely on changes
 */
public record Look<T>(T answer, boolean isNews, @Nullable Instant again) {
    /** An answer that the client waits for. */
    public static <T> Look<T> found(T answer) {
        return new Look<>(answer, true, null);
    }

    /** Nothing yet. */
    public static <T> Look<T> nothing(T answer, @Nullable Instant again) {
        return new Look<>(answer, false, again);
    }
}
