package dev.slipway.ledger.gate;

import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rule that a release must have run in the previous environment for some time without failures or drift.
 *
 * @param version the release's version
 * @param environment where it must have run
 * @param time for how long
 */
record Soak(String version, String environment, Duration time) {

    /** The reason against the release; empty if it has soaked for long enough. */
    Optional<Reason> objection(SoakPeriod period, Instant now) {
        Instant driftSince = period.driftSince();
        SoakEvent left = period.left();
        if (driftSince != null) {
            return reason(
                    ReasonCode.DRIFTED_THERE,
                    "There has been drift in %s since %s. Fix or explain it; then the %s that %s must run there start over.",
                    environment,
                    ReasonTime.of(driftSince),
                    text(time),
                    version);
        }
        if (left != null && left.kind() == SoakEvent.Kind.ROLLED_BACK) {
            return reason(
                    ReasonCode.FAILED_THERE,
                    "%s was rolled back in %s at %s. Release a fixed version, or deploy it there again.",
                    version,
                    environment,
                    ReasonTime.of(left.at()));
        }
        if (period.length(now).compareTo(time) >= 0) {
            return Optional.empty();
        }
        return left == null ? soaking(period) : gone(period, left, now);
    }

    private Optional<Reason> soaking(SoakPeriod period) {
        String until = end(period.since().plus(time));
        SoakEvent trouble = period.trouble();
        if (trouble == null) {
            return reason(
                    ReasonCode.SOAKING,
                    "%s must run in %s for %s, and has since %s. Wait until %s.",
                    version,
                    environment,
                    text(time),
                    ReasonTime.of(period.since()),
                    until);
        }
        return reason(
                code(trouble),
                "%s, so the %s that %s must run there start over. Wait until %s.",
                description(trouble),
                text(time),
                version,
                until);
    }

    /** The release no longer runs there, and did not run for long enough. */
    private Optional<Reason> gone(SoakPeriod period, SoakEvent left, Instant now) {
        SoakEvent trouble = period.trouble();
        boolean isReplaced = left.kind() == SoakEvent.Kind.REPLACED;
        return reason(
                trouble == null ? ReasonCode.SOAKING : code(trouble),
                "%s ran in %s for %s of the required %s, until %s at %s. Deploy it there again%s.",
                version,
                environment,
                text(period.length(now)),
                text(time),
                isReplaced
                        ? "it was replaced by " + (left.what().isEmpty() ? "another archive" : left.what())
                        : "it was undeployed",
                ReasonTime.of(left.at()),
                isReplaced && !left.what().isEmpty() ? ", or promote " + left.what() : "");
    }

    private static ReasonCode code(SoakEvent trouble) {
        return trouble.kind() == SoakEvent.Kind.DRIFT_ENDED ? ReasonCode.DRIFTED_THERE : ReasonCode.FAILED_THERE;
    }

    private String description(SoakEvent trouble) {
        String at = ReasonTime.of(trouble.at());
        return switch (trouble.kind()) {
            case PUT_BACK -> "It was rolled back to %s in %s at %s".formatted(version, environment, at);
            case INTERVENED ->
                "It was marked at %s that %s needed intervention in %s".formatted(at, version, environment);
            case UNMARKED ->
                "It was marked at %s that %s needed no intervention in %s".formatted(at, version, environment);
            case DRIFT_ENDED -> "There was drift in %s until %s".formatted(environment, at);
            default ->
                "The deployment of %s in %s failed at %s"
                        .formatted(trouble.what().isEmpty() ? "an archive" : trouble.what(), environment, at);
        };
    }

    /** Rounded up to the minute. */
    private static String end(Instant time) {
        Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
        return ReasonTime.of(minute.equals(time) ? time : minute.plus(1, ChronoUnit.MINUTES));
    }

    /** A duration for people: {@code 1 d 12 h 30 min}. */
    static String text(Duration time) {
        List<String> parts = new ArrayList<>();
        if (time.toDays() > 0) {
            parts.add(time.toDays() + " d");
        }
        if (time.toHoursPart() > 0) {
            parts.add(time.toHoursPart() + " h");
        }
        if (time.toMinutesPart() > 0 || parts.isEmpty()) {
            parts.add(time.toMinutesPart() + " min");
        }
        return String.join(" ", parts);
    }

    private static Optional<Reason> reason(ReasonCode code, String detail, Object... arguments) {
        return Optional.of(Reason.of(code, detail, arguments));
    }
}
