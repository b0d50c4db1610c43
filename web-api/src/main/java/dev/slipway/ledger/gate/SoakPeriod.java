package dev.slipway.ledger.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last period in which a release ran in the previous environment without failures: it starts over with every failed
 * deployment, rollback, intervention and drift of the service there.
 *
 * @param since when it began or last started over
 * @param left the event that ended it; null while it lasts
 * @param trouble the event that made it start over; null if none
 * @param driftSince since when there is drift; null if there is none now
 */
record SoakPeriod(
        Instant since,
        @Nullable SoakEvent left,
        @Nullable SoakEvent trouble,
        @Nullable Instant driftSince) {

    /** How long it lasted, or has until now. */
    Duration length(Instant now) {
        Duration length = Duration.between(since, left == null ? now : left.at());
        return length.isNegative() ? Duration.ZERO : length;
    }

    /**
     * The last period of a release.
     *
     * @param events the events there, in order
     * @return empty if it never ran there
     */
    static Optional<SoakPeriod> last(List<SoakEvent> events) {
        Builder period = new Builder();
        events.forEach(period::apply);
        return Optional.ofNullable(period.since)
                .map(since ->
                        new SoakPeriod(since, period.left, period.trouble, period.isLive() ? period.driftSince : null));
    }

    /** Applies one event after the other. */
    private static final class Builder {
        private @Nullable Instant since;
        private @Nullable SoakEvent left;
        private @Nullable SoakEvent trouble;
        private @Nullable Instant driftSince;
        private int drifts;

        private boolean isLive() {
            return since != null && left == null;
        }

        private void apply(SoakEvent event) {
            switch (event.kind()) {
                case DEPLOYED -> {
                    if (!isLive()) {
                        begin(event, null);
                    }
                }
                case PUT_BACK -> begin(event, event);
                case REPLACED, ROLLED_BACK, TAKEN_OFF -> {
                    if (isLive()) {
                        left = event;
                        if (drifts > 0) {
                            since = event.at();
                        }
                    }
                }
                case FAILED -> {
                    if (isLive()) {
                        begin(event, event);
                    }
                }
                // It may concern a release that no longer runs: then its whole period does not count.
                case INTERVENED, UNMARKED -> {
                    if (since != null) {
                        since = event.at();
                        trouble = event;
                    }
                }
                case DRIFT_BEGAN -> {
                    drifts++;
                    driftSince = driftSince == null ? event.at() : driftSince;
                }
                case DRIFT_ENDED -> {
                    drifts--;
                    driftSince = drifts > 0 ? driftSince : null;
                    if (isLive()) {
                        begin(event, event);
                    }
                }
            }
        }

        private void begin(SoakEvent event, @Nullable SoakEvent why) {
            since = event.at();
            left = null;
            trouble = why;
        }
    }
}
