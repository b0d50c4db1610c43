package dev.slipway.line.bench;

import dev.slipway.line.bench.load.Workload;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a benchmark. */
final class BenchOptions {
    private static final int MOST_CONNECTIONS = 400;
    /** A token is valid for five minutes. */
    private static final int MOST_SECONDS = 240;

    private static final int MOST_DEPLOYMENTS = 1_000_000;
    private static final int LEAST_DEPLOYMENTS = 1_000;

    @Option(
            names = "--workloads",
            paramLabel = "LIST",
            defaultValue = "W1,W2,W3,W4,W5",
            description = "which of them, such as W1,W4 (all)")
    String workloads = "";

    @Option(names = "--connections", paramLabel = "N", defaultValue = "32", description = "at a time, up to 400 (32)")
    int connections;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "for each workload, up to 240; half of it for each limit (10)")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "30",
            description = "seconds for each workload that are not measured, over 4 connections; 0 for none (30)")
    int warmUp;

    @Option(
            names = "--fill",
            paramLabel = "N",
            description = "for a disposable line: have N deployments of services bench-1 to bench-20 on record,"
                    + " as many as are missing, and let W3 record more. They stay: the ledger forgets nothing")
    @Nullable
    Integer fill;

    @Option(names = "--yes", description = "do not ask whether --fill is meant")
    boolean isSure;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures to a file, too")
    @Nullable
    Path json;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description =
                    "show the figures of an earlier --json beside these; of the same machine, and as many connections")
    @Nullable
    Path compared;

    @Option(
            names = "--threshold",
            paramLabel = "TIMES",
            defaultValue = "1.25",
            description = "with --compare: the CPU time ratio from which a workload counts as a regression (1.25)")
    double threshold;

    /**
     * The workloads to measure.
     *
     * @throws IllegalArgumentException if these options are wrong
     */
    List<Workload> check() {
        check("--connections", connections, 1, MOST_CONNECTIONS);
        check("--seconds", seconds, 1, MOST_SECONDS);
        check("--warm-up", warmUp, 0, MOST_SECONDS);
        if (fill != null) {
            check("--fill", fill, LEAST_DEPLOYMENTS, MOST_DEPLOYMENTS);
        }
        if (threshold <= 1) {
            throw new IllegalArgumentException("--threshold must be more than 1");
        }
        List<Workload> listed = listed();
        boolean isAll = listed.size() == Workload.values().length;
        if (fill == null && !isAll && listed.contains(Workload.W3)) {
            throw new IllegalArgumentException(
                    "W3 leaves records in the ledger: it needs --fill N, on a disposable line");
        }
        return listed.stream()
                .filter(workload -> fill != null || !workload.isRecording())
                .toList();
    }

    private List<Workload> listed() {
        try {
            return Workload.listed(workloads);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--workloads '" + workloads + "' is not a comma-separated list of W1, W2, W3, W4 and W5", e);
        }
    }

    private static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most);
        }
    }
}
