package dev.slipway.line.bench.load;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The results of a load generator's requests or transactions.
 *
 * @param requests their number; never 0
 * @param length how long they were sent
 * @param median the median duration
 * @param slowest the 99th percentile of the duration
 * @param errors the number of those without an answer or with an error
 */
public record Load(long requests, Duration length, Duration median, Duration slowest, long errors) {
    private static final Pattern ROW = Pattern.compile("^row (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$", Pattern.MULTILINE);

    /** Parses the line that wrk's script prints; empty if there is none, or nothing was answered. */
    static Optional<Load> ofWrk(String output) {
        return ROW.matcher(output)
                .results()
                .map(Load::of)
                .filter(load -> load.requests > 0)
                .findFirst();
    }

    private static Load of(MatchResult row) {
        return new Load(
                Long.parseLong(row.group(1)),
                microseconds(row.group(2)),
                microseconds(row.group(3)),
                microseconds(row.group(4)),
                Long.parseLong(row.group(5)));
    }

    private static Duration microseconds(String text) {
        return Duration.ofNanos(Long.parseLong(text) * 1_000);
    }

    /** Requests per second. */
    public double rate() {
        return requests * 1e9 / length.toNanos();
    }

    /** The seconds per thousand requests of something that was spent in that time. */
    public double perThousand(Duration spent) {
        return spent.toNanos() / 1e6 / requests;
    }
}
