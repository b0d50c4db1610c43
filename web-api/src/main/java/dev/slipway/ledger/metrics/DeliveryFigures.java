package dev.slipway.ledger.metrics;

import dev.slipway.ledger.metrics.DeliveryResponse.Times;
import org.jspecify.annotations.Nullable;

/**
 * Counts and measurements of some deployments; times are in seconds.
 *
 * @param deployments those that succeeded
 * @param reached those, and the attempts that did not and are among the failed
 * @param failed those that needed intervention or are repaired by another
 * @param rework those, of the ones that succeeded, that repair another or are rollbacks
 * @param firstCommit from the first commit
 * @param merge from the merge
 * @param recovery from the failed deployment to the end of its repair
 */
record DeliveryFigures(
        long deployments, long reached, long failed, long rework, Times firstCommit, Times merge, Times recovery) {
    static final DeliveryFigures NONE =
            new DeliveryFigures(0, 0, 0, 0, times(null, null, 0), times(null, null, 0), times(null, null, 0));

    static Times times(@Nullable Number median, @Nullable Number p90, Number count) {
        return new Times(
                median == null ? null : Long.valueOf(Math.round(median.doubleValue())),
                p90 == null ? null : Long.valueOf(Math.round(p90.doubleValue())),
                count.longValue());
    }

    /** The part that these are of so many; null of none. */
    static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : Double.valueOf((double) part / whole);
    }
}
