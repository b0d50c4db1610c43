package dev.slipway.ledger.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rule that a release must have run in the environment before for some time, without trouble.
 *
 * @param version the release's
 * @param environment where it must have run
 * @param time for how long
 */
record Soak(String version, String environment, Duration time) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** What stands in the way, if its stay there is not enough. */
    Optional<Reason> objection(Stay stay, Instant now) {
        Instant driftSince = stay.driftSince();
        Happening left = stay.left();
        if (driftSince != null) {
            return reason(
                    ReasonCode.DRIFTED_THERE,
                    "What runs in %s has not been what the ledger says since %s. Mend or explain that; then the %s that %s must run there count anew.",
                    environment,
                    at(driftSince),
                    said(time),
                    version);
        }
        if (left != null && left.kind() == Happening.Kind.ROLLED_BACK) {
            return reason(
                    ReasonCode.FAILED_THERE,
                    "%s was rolled back in %s at %s. Release a mended version, or deploy it there once more.",
                    version,
                    environment,
                    at(left.at()));
        }
        if (stay.length(now).compareTo(time) >= 0) {
            return Optional.empty();
        }
        return left == null ? soaking(stay) : gone(stay, left, now);
    }

    private Optional<Reason> soaking(Stay stay) {
        String until = end(stay.since().plus(time));
        Happening trouble = stay.trouble();
        if (trouble == null) {
            return reason(
                    ReasonCode.SOAKING,
                    "%s must run in %s for %s, and has since %s. Wait until %s.",
                    version,
                    environment,
                    said(time),
                    at(stay.since()),
                    until);
        }
        return reason(
                code(trouble),
                "%s, so that the %s that %s must run there count anew. Wait until %s.",
                told(trouble),
                said(time),
                version,
                until);
    }

    /** It runs there no more, and did not for long enough. */
    private Optional<Reason> gone(Stay stay, Happening left, Instant now) {
        Happening trouble = stay.trouble();
        boolean isReplaced = left.kind() == Happening.Kind.REPLACED;
        return reason(
                trouble == null ? ReasonCode.SOAKING : code(trouble),
                "%s ran in %s for %s without trouble, of %s, until %s at %s. Deploy it there once more%s.",
                version,
                environment,
                said(stay.length(now)),
                said(time),
                isReplaced
                        ? (left.what().isEmpty() ? "another archive" : left.what()) + " took its place"
                        : "it was taken off",
                at(left.at()),
                isReplaced && !left.what().isEmpty() ? ", or promote " + left.what() : "");
    }

    private static ReasonCode code(Happening trouble) {
        return trouble.kind() == Happening.Kind.DRIFT_ENDED ? ReasonCode.DRIFTED_THERE : ReasonCode.FAILED_THERE;
    }

    private String told(Happening trouble) {
        String at = at(trouble.at());
        return switch (trouble.kind()) {
            case PUT_BACK -> "It was rolled back to %s in %s at %s".formatted(version, environment, at);
            case INTERVENED ->
                "It was said at %s that %s needed intervention in %s".formatted(at, version, environment);
            case DRIFT_ENDED -> "What ran in %s was not what the ledger says until %s".formatted(environment, at);
            default ->
                "The deployment of %s in %s failed at %s"
                        .formatted(trouble.what().isEmpty() ? "an archive" : trouble.what(), environment, at);
        };
    }

    private static String at(Instant time) {
        return TIME.format(time.atZone(UTC));
    }

    /** Seconds are not told: what is over within a minute is told to be over after it. */
    private static String end(Instant time) {
        Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
        return at(minute.equals(time) ? time : minute.plus(1, ChronoUnit.MINUTES));
    }

    /** A time as people say it: {@code 1 d 12 h 30 min}. */
    static String said(Duration time) {
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
        return Optional.of(new Reason(code, String.format(Locale.ROOT, detail, arguments)));
    }
}
