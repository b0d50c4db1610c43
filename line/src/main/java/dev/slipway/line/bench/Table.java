package dev.slipway.line.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, for people: a line for each workload.
 *
 * @param programs whose processor time is shown, in order
 */
record Table(List<String> programs) {
    private static final String ANSWERED = "%-26s %8s %8s %8s %7s";

    Table {
        programs = List.copyOf(programs);
    }

    String head() {
        StringBuilder line = new StringBuilder(ANSWERED.formatted("", "req/s", "p50 ms", "p99 ms", "failed"));
        programs.forEach(program -> line.append(" %11s".formatted(program)));
        return line.append("   CPU ms per 1,000").toString();
    }

    /** What was measured between two looks at the processor time. */
    String line(String name, Answered answered, ProcessorTime before, ProcessorTime after) {
        StringBuilder line = new StringBuilder(ANSWERED.formatted(
                name,
                decimals(0, answered.rate()),
                decimals(1, milliseconds(answered.median())),
                decimals(1, milliseconds(answered.slowest())),
                answered.failed()));
        for (String program : programs) {
            Duration cost = answered.perThousand(after.since(before, program));
            line.append(" %11s".formatted(cost.toMillis()));
        }
        return line.toString();
    }

    private static String decimals(int count, double value) {
        return String.format(Locale.ROOT, "%." + count + "f", value);
    }

    private static double milliseconds(Duration time) {
        return time.toNanos() / 1e6;
    }
}
