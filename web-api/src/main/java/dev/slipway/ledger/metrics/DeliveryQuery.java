package dev.slipway.ledger.metrics;

import static java.util.Objects.requireNonNull;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.Lowercase;
import dev.slipway.ledger.platform.text.Moment;
import dev.slipway.ledger.platform.text.Moments;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.platform.text.ZoneName;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of a window; each field has its parameter's name, which violations report. */
public class DeliveryQuery {
    private static final Duration USUAL = Duration.ofDays(90);
    private static final int MOST_DAYS = 400;
    private static final int MANY_DAYS = 35;

    @QueryParam("service")
    @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
    @Nullable
    String service;

    @QueryParam("environment")
    @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
    @Nullable
    String environment;

    @QueryParam("from")
    @Moment
    @Parameter(
            description = "When the window begins: by default 90 days before its end, and at most 400.",
            schema = @Schema(implementation = Instant.class))
    @Nullable
    String from;

    @QueryParam("until")
    @Moment
    @Parameter(
            description = "When the window ends: by default with the current minute.",
            schema = @Schema(implementation = Instant.class))
    @Nullable
    String until;

    @QueryParam("zone")
    @DefaultValue("UTC")
    @ZoneName
    @Parameter(
            description = "The time zone of the series' days and weeks, by its name in the IANA database.",
            schema = @Schema(defaultValue = "UTC", examples = "Europe/Zurich"))
    @Nullable
    String zone;

    @QueryParam("bucket")
    @Pattern(regexp = "^(day|week)$", message = "must be day or week")
    @Parameter(
            description = "The intervals of the series: by default days for windows of up to 35 days, otherwise weeks,"
                    + " which begin on Monday.",
            schema = @Schema(enumeration = {"day", "week"}))
    @Nullable
    String bucket;

    /** The requested window, at this time. */
    Window window(Instant now) {
        // So that responses within a minute are equal.
        Instant soon = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant end = until == null ? soon : Moments.parse(requireNonNull(until));
        Instant start = from == null ? end.minus(USUAL) : Moments.parse(requireNonNull(from));
        if (!start.isBefore(end)) {
            throw refused(
                    until == null ? "from" : "until",
                    until == null ? "must not be in the future" : "must be later than from");
        }
        ZoneId where = ZoneId.of(requireNonNull(zone));
        if (isLonger(start, end, MOST_DAYS, where)) {
            throw refused("from", "must be at most 400 days before until");
        }
        return new Window(service, environment, start, end, where, bucket(isLonger(start, end, MANY_DAYS, where)));
    }

    /** Whether the time takes more than so many days of the zone, some of which have 23 or 25 hours. */
    private static boolean isLonger(Instant start, Instant end, int days, ZoneId where) {
        return start.atZone(where).plusDays(days).toInstant().isBefore(end);
    }

    private Window.Bucket bucket(boolean hasManyDays) {
        if (bucket != null) {
            return Lowercase.parse(Window.Bucket.class, requireNonNull(bucket));
        }
        return hasManyDays ? Window.Bucket.WEEK : Window.Bucket.DAY;
    }

    private static ProblemException refused(String field, String rule) {
        return ProblemException.invalid(List.of(new Violation(field, rule)));
    }
}
