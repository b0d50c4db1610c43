package dev.slipway.ledger.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The present answer to a long poll.
 *
 * @param isReady whether to answer now; else only when the time is over
 * @param recheckAt when to look again even if nothing changes until then; null to rely on changes
 */
public record PollAnswer<T>(
        T answer, boolean isReady, @Nullable Instant recheckAt) {
    /** An answer that the client waits for. */
    public static <T> PollAnswer<T> found(T answer) {
        return new PollAnswer<>(answer, true, null);
    }

    /** Nothing yet. */
    public static <T> PollAnswer<T> nothing(T answer, @Nullable Instant recheckAt) {
        return new PollAnswer<>(answer, false, recheckAt);
    }
}
