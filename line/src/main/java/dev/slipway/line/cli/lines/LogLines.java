package dev.slipway.line.cli.lines;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Merges the lines of several workers' logs by time. */
public final class LogLines {
    private static final Pattern TIME =
            Pattern.compile("^(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[.,]\\d{3}(?:Z|[+-]\\d{2}:?\\d{2}))");

    private LogLines() {}

    /** A line and its worker. */
    public record Line(String worker, String text) {}

    private record Timed(Instant at, Line line) {}

    /**
     * Merges the logs. A line without a time, such as one of a stack trace, stays after the line before it; lines of
     * the same time stay in the order of the workers.
     *
     * @param logs each worker's lines, in order
     */
    public static List<Line> merge(Map<String, List<String>> logs) {
        List<Timed> all = new ArrayList<>();
        logs.forEach((worker, lines) -> {
            Instant at = Instant.EPOCH;
            for (String text : lines) {
                Instant own = time(text);
                at = own != null && own.isAfter(at) ? own : at;
                all.add(new Timed(at, new Line(worker, text)));
            }
        });
        // The sort is stable.
        all.sort(Comparator.comparing(Timed::at));
        return all.stream().map(Timed::line).toList();
    }

    private static @org.jspecify.annotations.Nullable Instant time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(matcher.group(1).replace(',', '.')).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
