package dev.slipway.line.bench.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of the machine's processes.
 *
 * @param rows the processes
 */
public record ProcessTable(List<Row> rows) {
    /** A clock tick is 10 ms on every architecture that the line supports. */
    private static final Duration TICK = Duration.ofMillis(10);

    public ProcessTable {
        rows = List.copyOf(rows);
    }

    /**
     * One process.
     *
     * @param used its CPU time, including that of its ended children
     */
    public record Row(long pid, long parent, long group, Duration used) {
        private static final int PARENT = 1;
        private static final int GROUP = 2;
        private static final int TIMES = 11;
        private static final int TIMES_END = 15;

        /** Parses {@code /proc/PID/stat}, see proc(5). The command, in brackets, may itself contain spaces and brackets. */
        static Row of(String stat) {
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", TIMES_END + 1);
            long ticks = 0;
            for (int i = TIMES; i < TIMES_END; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return new Row(
                    Long.parseLong(stat.substring(0, stat.indexOf(' '))),
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[GROUP]),
                    TICK.multipliedBy(ticks));
        }
    }

    /** The current processes. */
    public static ProcessTable now() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                stat(process).map(Row::of).ifPresent(rows::add);
            }
        }
        return new ProcessTable(rows);
    }

    /** Empty if it has ended since. */
    public static Optional<String> stat(Path process) {
        try {
            return Optional.of(Files.readString(process.resolve("stat")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The CPU time of all processes. */
    public Duration used() {
        return rows.stream().map(Row::used).reduce(Duration.ZERO, Duration::plus);
    }

    /** The CPU time of one process, including that of its ended children. */
    public Duration usedAlone(long pid) {
        return rows.stream().filter(row -> row.pid() == pid).map(Row::used).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The CPU time of a program.
     *
     * @param leader its main process. Child processes share its process group, except PostgreSQL's, each of which has its own
     */
    public Duration used(long leader) {
        return rows.stream()
                .filter(row -> row.group() == leader || row.parent() == leader)
                .map(Row::used)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
