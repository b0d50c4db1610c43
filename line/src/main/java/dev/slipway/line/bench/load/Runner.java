package dev.slipway.line.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of limited duration and shows its progress. */
public record Runner(Scratch scratch, Progress progress) {
    /** Allowance beyond the given duration. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /**
     * Runs a program.
     *
     * @param step the name of the step, for the progress
     * @param length how long the program was told to run
     * @param variables its environment variables, no secrets
     * @return its output
     */
    String run(String step, Duration length, List<String> words, Map<String, String> variables) throws IOException {
        Path output = scratch.write("output", "");
        ProcessBuilder program = new ProcessBuilder(words);
        program.environment().putAll(variables);
        program.redirectOutput(output.toFile());
        Instant start = Instant.now();
        progress.begin(step, length);
        Process process = scratch.start(program);
        try {
            process.getOutputStream().close();
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                Duration over = Duration.between(start, Instant.now());
                if (over.compareTo(length.plus(GRACE)) > 0) {
                    process.destroyForcibly();
                }
                progress.show(step, over, length);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroy();
            progress.end();
        }
        return scratch.read(output);
    }
}
