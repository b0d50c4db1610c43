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
 * The machine's processes at one moment.
 *
 * @param rows all of them
 */
public record ProcessTable(List<Row> rows) {
    /** A tick is a hundredth of a second on each architecture that the line runs on. */
    private static final Duration TICK = Duration.ofMillis(10);

    public ProcessTable {
        rows = List.copyOf(rows);
    }

    /**
     * One process.
     *
     * @param used the processor time that it has used so far, and those of its children that ended
     */
    public record Row(long pid, long parent, long group, Duration used) {
        private static final int PARENT = 1;
        private static final int GROUP = 2;
        private static final int TIMES = 11;
        private static final int TIMES_END = 15;

        /** Reads {@code /proc/PID/stat}, see proc(5). The command, in brackets, may have spaces and brackets in it. */
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

    /** The processes that run now. */
    public static ProcessTable now() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                stat(process).map(Row::of).ifPresent(rows::add);
            }
        }
        return new ProcessTable(rows);
    }

    /** Empty where it has ended meanwhile. */
    public static Optional<String> stat(Path process) {
        try {
            return Optional.of(Files.readString(process.resolve("stat")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The processor time that all of them have used so far. */
    public Duration used() {
        return rows.stream().map(Row::used).reduce(Duration.ZERO, Duration::plus);
    }

    /** The processor time that one of them has used so far, and those of its children that ended. */
    public Duration usedAlone(long pid) {
        return rows.stream().filter(row -> row.pid() == pid).map(Row::used).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The processor time that a program has used so far.
     *
     * @param leader its first process. Its children are in its group, but for PostgreSQL's: each of them makes its own
     */
    public Duration used(long leader) {
        return rows.stream()
                .filter(row -> row.group() == leader || row.parent() == leader)
                .map(Row::used)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
