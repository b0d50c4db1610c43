package dev.slipway.line.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program that ends by itself, and says meanwhile how far it is. */
record Runner(Scratch scratch, Progress progress) {
    /** What it may take longer than it was told to. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /**
     * Runs one.
     *
     * @param step what is said to be under way
     * @param length how long it was told to take
     * @param variables for its environment, no secrets
     * @return what it printed
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
