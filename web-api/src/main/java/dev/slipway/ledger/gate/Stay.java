package dev.slipway.ledger.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a release has run in the environment before, without trouble: its last stay there, which begins anew with every failed
 * deployment, rollback, intervention and drift of the service there.
 *
 * @param since when it began, or began anew
 * @param left how it ended; null while it lasts
 * @param trouble what made it begin anew; null where nothing did
 * @param driftSince since when the service has drifted there, if it does now
 */
record Stay(
        Instant since,
        @Nullable Happening left,
        @Nullable Happening trouble,
        @Nullable Instant driftSince) {

    /** How long it lasted, or has until now. */
    Duration length(Instant now) {
        Duration length = Duration.between(since, left == null ? now : left.at());
        return length.isNegative() ? Duration.ZERO : length;
    }

    /**
     * The last stay of a release.
     *
     * @param happenings what happened there, in that order
     * @return empty if it never ran there
     */
    static Optional<Stay> last(List<Happening> happenings) {
        Builder stay = new Builder();
        happenings.forEach(stay::take);
        return Optional.ofNullable(stay.since)
                .map(since -> new Stay(since, stay.left, stay.trouble, stay.isLive() ? stay.driftSince : null));
    }

    /** The state that one happening after the other changes. */
    private static final class Builder {
        private @Nullable Instant since;
        private @Nullable Happening left;
        private @Nullable Happening trouble;
        private @Nullable Instant driftSince;
        private int drifts;

        private boolean isLive() {
            return since != null && left == null;
        }

        private void take(Happening happening) {
            switch (happening.kind()) {
                case DEPLOYED -> {
                    if (!isLive()) {
                        begin(happening, null);
                    }
                }
                case PUT_BACK -> begin(happening, happening);
                case REPLACED, ROLLED_BACK, TAKEN_OFF -> {
                    if (isLive()) {
                        left = happening;
                        if (drifts > 0) {
                            since = happening.at();
                        }
                    }
                }
                case FAILED -> {
                    if (isLive()) {
                        begin(happening, happening);
                    }
                }
                // It may be said of a release that has gone meanwhile: then nothing of its stay counts.
                case INTERVENED -> {
                    if (since != null) {
                        since = happening.at();
                        trouble = happening;
                    }
                }
                case DRIFT_BEGAN -> {
                    drifts++;
                    driftSince = driftSince == null ? happening.at() : driftSince;
                }
                case DRIFT_ENDED -> {
                    drifts--;
                    driftSince = drifts > 0 ? driftSince : null;
                    if (isLive()) {
                        begin(happening, happening);
                    }
                }
            }
        }

        private void begin(Happening happening, @Nullable Happening why) {
            since = happening.at();
            left = null;
            trouble = why;
        }
    }
}
