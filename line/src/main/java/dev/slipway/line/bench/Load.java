package dev.slipway.line.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What became of requests, or of a database's transactions.
 *
 * @param requests how many there were; never 0
 * @param length how long they were sent
 * @param median how long the middle one took
 * @param slowest how long the slowest hundredth took at least
 * @param errors those that found no answer, or one that is not a success
 */
record Load(long requests, Duration length, Duration median, Duration slowest, long errors) {
    private static final Pattern ROW = Pattern.compile("^row (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$", Pattern.MULTILINE);

    /** Reads the row that wrk's script prints; empty where there is none, or nobody answered. */
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
    double rate() {
        return requests * 1e9 / length.toNanos();
    }

    /** Of something that was spent in that time, the seconds that fall to a thousand requests. */
    double perThousand(Duration spent) {
        return spent.toNanos() / 1e6 / requests;
    }
}
