package dev.slipway.line.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a run with an earlier one. Whether a workload got worse is decided by its CPU time: rates and response times depend on what
 * else the machine does, and on the load generator, which shares its processors.
 *
 * @param threshold the ratio of the CPU times from which a workload is worse
 */
public record Comparison(Report before, Report now, double threshold) {
    private static final String HEAD = "%-8s %22s %22s %22s %26s";
    /** Beyond this ratio, the numbers of deployments affect the figures by themselves. */
    private static final double OTHER_SIZE = 1.5;

    /** The reason why a run on this machine, with this load, is not comparable with an earlier one; empty if it is. */
    public static Optional<String> objection(Report before, Machine machine, int connections) {
        if (!before.machine().equals(machine)) {
            return Optional.of(
                    "it was measured on another machine (" + before.machine() + "; this is " + machine + ")");
        }
        if (before.connections() != connections) {
            return Optional.of("it was measured with " + before.connections() + " connections, and not " + connections);
        }
        return Optional.empty();
    }

    /** The names of the workloads that got worse. */
    public List<String> worse() {
        return now.workloads().stream()
                .filter(this::isWorse)
                .map(Measured::workload)
                .toList();
    }

    private boolean isWorse(Measured today) {
        return before.find(today.workload())
                .filter(earlier ->
                        today.total() > earlier.total() * threshold || today.errors() > 0 && earlier.errors() == 0)
                .isPresent();
    }

    /** The table that people read: each figure before and now, and their ratio. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Beside that of " + before.takenAt() + ", as before → now (how many times):");
        lines.add(HEAD.formatted("", "requests/s", "p50 ms", "p99 ms", "CPU s per 1,000"));
        for (Measured today : now.workloads()) {
            lines.add(before.find(today.workload())
                    .map(earlier -> line(earlier, today))
                    .orElse(today.workload() + "       was not measured then"));
        }
        if (isOtherSize()) {
            lines.add("The ledger had " + before.deployments() + " deployments on record then, and " + now.deployments()
                    + " now: what follows from that is in these figures, too.");
        }
        lines.add(
                worse().isEmpty()
                        ? String.format(
                                Locale.ROOT, "None takes more than %.2f times the processor time, or fails.", threshold)
                        : String.format(
                                Locale.ROOT,
                                "Worse, by more than %.2f times the processor time or by errors: %s.",
                                threshold,
                                String.join(", ", worse())));
        return lines;
    }

    private boolean isOtherSize() {
        double ratio = (1.0 + now.deployments()) / (1.0 + before.deployments());
        return ratio > OTHER_SIZE || ratio < 1 / OTHER_SIZE;
    }

    private String line(Measured earlier, Measured today) {
        return HEAD.formatted(
                        today.workload(),
                        pair(0, earlier.rate(), today.rate()),
                        pair(1, earlier.median(), today.median()),
                        pair(1, earlier.slowest(), today.slowest()),
                        pair(3, earlier.total(), today.total()))
                + (isWorse(today) ? "  worse" : "");
    }

    private static String pair(int decimals, double earlier, double today) {
        String ratio = earlier > 0 ? String.format(Locale.ROOT, "%.2f×", today / earlier) : "–";
        return String.format(Locale.ROOT, "%." + decimals + "f → %." + decimals + "f (%s)", earlier, today, ratio);
    }
}
