package dev.slipway.line.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The workers' output stored by supervisord: for each worker a log, and numbered older ones.
 *
 * @param folder where they are; need not exist
 */
public record WorkerLogs(Path folder) {
    /** Deletes those of a worker that supervisord no longer knows. */
    public void remove(String worker) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Pattern name = Pattern.compile(Pattern.quote(worker + ".log") + "(\\.[0-9]+)?");
        List<Path> logs;
        try (Stream<Path> all = Files.list(folder)) {
            logs = all.filter(file ->
                            name.matcher(String.valueOf(file.getFileName())).matches())
                    .toList();
        }
        for (Path log : logs) {
            Files.deleteIfExists(log);
        }
    }
}
