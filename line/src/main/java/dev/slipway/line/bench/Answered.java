package dev.slipway.line.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What became of the requests of one workload.
 *
 * @param length how long they were sent
 * @param median how long the middle one took
 * @param slowest how long the slowest hundredth took
 * @param failed those that found no answer, or one that is not a success
 */
record Answered(long requests, Duration length, Duration median, Duration slowest, long failed) {
    private static final Pattern ROW = Pattern.compile("^row (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$", Pattern.MULTILINE);

    /** Reads the row of {@link Wrk}'s script; nothing where there is none, or nobody answered. */
    static Optional<Answered> of(String output) {
        return ROW.matcher(output)
                .results()
                .map(Answered::of)
                .filter(answered -> answered.requests > 0)
                .findFirst();
    }

    private static Answered of(MatchResult row) {
        return new Answered(
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

    /** How much of something that was spent in that time falls to a thousand requests. */
    Duration perThousand(Duration spent) {
        return spent.multipliedBy(1_000).dividedBy(requests);
    }
}
