package dev.slipway.line.host;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs programs of the system and of the line, as whoever runs this. */
final class Programs {
    private static final int LONGEST_MINUTES = 5;

    private final Path folder;

    /** In this folder. */
    Programs(Path folder) {
        this.folder = folder;
    }

    /**
     * How one ended.
     *
     * @param output what it said, errors too
     */
    record Outcome(int code, String output) {
        /** The last line of it; what it ended with where it said nothing. */
        String reason() {
            List<String> lines = output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.isEmpty() ? "it ended with " + code : lines.get(lines.size() - 1);
        }
    }

    /** Runs one to its end. */
    Outcome run(List<String> words) throws IOException {
        return run(words, Map.of(), null);
    }

    /**
     * The same.
     *
     * @param environment what it is told beside what this program is
     * @param output the file that its output goes to; null where the outcome has that
     */
    Outcome run(List<String> words, Map<String, String> environment, @Nullable Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(output == null);
        if (output != null) {
            builder.redirectOutput(output.toFile());
        }
        builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        Process process = builder.start();
        try {
            var said = output == null ? process.getInputStream() : process.getErrorStream();
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new HostException(words.get(0) + " does not end");
            }
            return new Outcome(process.exitValue(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(words.get(0) + " was interrupted");
        } finally {
            process.destroy();
        }
    }

    /**
     * Runs what has to succeed.
     *
     * @throws HostException when it does not, with the last that it said
     */
    String require(String... words) throws IOException {
        Outcome outcome = run(List.of(words));
        if (outcome.code() != 0) {
            String name = Path.of(words[0]).getFileName().toString();
            throw new HostException(name + (words.length > 1 ? " " + words[1] : "") + ": " + outcome.reason());
        }
        return outcome.output();
    }
}
