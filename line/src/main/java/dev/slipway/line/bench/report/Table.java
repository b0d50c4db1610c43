package dev.slipway.line.bench.report;

import dev.slipway.line.bench.load.Workload;
import dev.slipway.line.bench.process.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measurements, as the table that people read. */
public final class Table {
    private static final String ROW = "%-28s %9s %8s %8s %7s %10s   ";
    private static final int WIDEST_TITLE = 24;
    /** With a larger share of other programs, the figures are not the line's alone. */
    private static final double BUSY = 0.05;

    /** With a larger share of WildFly's CPU time, its JIT compilers were not done when the measurement began. */
    private static final double COLD = 0.1;

    private Table() {}

    /** The first line. */
    public static String head() {
        return ROW.formatted("", "req/s", "p50 ms", "p99 ms", "errors", "CPU s") + "per 1,000 requests, by program";
    }

    /** A workload, and its limits below it. */
    public static List<String> lines(Workload workload, Measured measured) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted(
                        workload + " " + shortened(workload.title()),
                        decimals(0, measured.rate()),
                        decimals(1, measured.median()),
                        decimals(1, measured.slowest()),
                        measured.errors(),
                        decimals(3, measured.total()))
                + programs(measured));
        measured.front()
                .ifPresent(limit -> lines.add(limit(
                        "httpd alone, " + String.format(Locale.ROOT, "%,d", measured.bytes()) + " bytes",
                        limit,
                        measured)));
        measured.database().ifPresent(limit -> lines.add(limit("PostgreSQL alone", limit, measured)));
        measured.timesFloor()
                .ifPresent(times -> lines.add("   the line takes " + decimals(1, times) + " times the CPU of "
                        + (measured.database().isPresent() ? "both" : "that")));
        if (measured.compiler() > COLD * measured.cpu().getOrDefault(Programs.WILDFLY, 0d)) {
            lines.add("   the JVMs still compiled: --warm-up for longer");
        }
        if (measured.strangers() > BUSY) {
            lines.add("   others took " + decimals(0, 100 * measured.strangers())
                    + " % of the machine meanwhile: do not trust requests per second");
        }
        return lines;
    }

    private static String shortened(String title) {
        return title.length() <= WIDEST_TITLE ? title : "by id, new connections";
    }

    private static String programs(Measured measured) {
        List<String> words = new ArrayList<>();
        for (String program : measured.cpu().keySet().stream().sorted().toList()) {
            double seconds = measured.cpu().getOrDefault(program, 0d);
            if (seconds >= 0.0005) {
                words.add(program + " " + decimals(3, seconds)
                        + (program.equals(Programs.WILDFLY) && measured.compiler() >= 0.0005
                                ? " (of it compilers " + decimals(3, measured.compiler()) + ")"
                                : ""));
            }
        }
        return String.join("  ", words);
    }

    private static String limit(String name, Limit limit, Measured measured) {
        return ROW.formatted("   " + name, decimals(0, limit.rate()), "", "", "", decimals(3, limit.cpu()))
                + decimals(1, limit.rate() / measured.rate()) + " times as many, for "
                + decimals(2, limit.cpu() / measured.total()) + " of the CPU";
    }

    private static String decimals(int count, double value) {
        return String.format(Locale.ROOT, "%." + count + "f", value);
    }
}
