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
 * The JIT compiler threads of JVMs: while they are busy, a server is not warmed up.
 *
 * @param used the CPU time of each thread, by its id
 */
public record CompilerThreads(Map<Long, Duration> used) {
    public CompilerThreads {
        used = Map.copyOf(used);
    }

    /** The compiler threads of these processes. */
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
                // Ended since.
            }
        }
        return new CompilerThreads(used);
    }

    /** HotSpot names them like {@code C1 CompilerThread0}, of which Linux keeps 15 characters. */
    public static boolean isCompiler(String stat) {
        return stat.matches("(?s)\\d+ \\(C[12] CompilerThre.*");
    }

    /** The CPU time since then, without that of threads that have ended. */
    public Duration since(CompilerThreads earlier) {
        return used.entrySet().stream()
                .map(thread -> thread.getValue().minus(earlier.used.getOrDefault(thread.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
