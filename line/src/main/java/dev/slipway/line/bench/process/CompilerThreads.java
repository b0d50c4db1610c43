package dev.slipway.line.bench.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The threads that compile for JVMs: while they have much to do, a server is not warm yet.
 *
 * @param used the processor time that each has used so far, by the thread's number
 */
public record CompilerThreads(Map<Long, Duration> used) {
    public CompilerThreads {
        used = Map.copyOf(used);
    }

    /** Those of these processes. */
    public static CompilerThreads of(List<Long> processes) {
        Map<Long, Duration> used = new LinkedHashMap<>();
        for (long process : processes) {
            try (DirectoryStream<Path> threads =
                    Files.newDirectoryStream(Path.of("/proc", String.valueOf(process), "task"))) {
                threads.forEach(thread -> ProcessTable.stat(thread)
                        .filter(CompilerThreads::isCompiler)
                        .map(ProcessTable.Row::of)
                        .ifPresent(row -> used.put(row.pid(), row.used())));
            } catch (IOException e) {
                // It has ended meanwhile.
            }
        }
        return new CompilerThreads(used);
    }

    /** HotSpot calls them {@code C1 CompilerThread0} and the like, of which Linux keeps fifteen letters. */
    public static boolean isCompiler(String stat) {
        return stat.matches("(?s)\\d+ \\(C[12] CompilerThre.*");
    }

    /** What was used since then, but for what threads used that ended. */
    public Duration since(CompilerThreads earlier) {
        return used.entrySet().stream()
                .map(thread -> thread.getValue().minus(earlier.used.getOrDefault(thread.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
