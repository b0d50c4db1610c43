package dev.slipway.line.host;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs programs of the system and of the line as the current user. */
final class Programs {
    private static final int LONGEST_MINUTES = 5;

    private static final int INTERVAL_SECONDS = 5;
    private static final String ERROR = "error: ";

    private final Path folder;

    /** In this folder. */
    Programs(Path folder) {
        this.folder = folder;
    }

    /**
     * The result of a program.
     *
     * @param output its output, including errors
     */
    record Outcome(int code, String output) {
        /** Its last line; the exit code if it printed nothing. */
        String reason() {
            List<String> lines = output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.isEmpty() ? "it ended with " + code : lines.get(lines.size() - 1);
        }

        /** Its first line with PostgreSQL's word for errors; if there is none, the reason. */
        String error() {
            return output.lines()
                    .filter(line -> line.contains(ERROR))
                    .findFirst()
                    .map(line -> line.substring(line.lastIndexOf(ERROR) + ERROR.length()))
                    .orElseGet(this::reason)
                    .strip();
        }
    }

    /** Runs a program to its end. */
    Outcome run(List<String> words) throws IOException {
        return run(words, Map.of(), null);
    }

    /**
     * The same.
     *
     * @param environment additional environment variables
     * @param output the file for its output; null to have it in the outcome
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

    /** Called now and then while programs run. */
    @FunctionalInterface
    interface Meanwhile {
        /** Called once; a failure does not stop the programs. */
        void look() throws IOException, SQLException;
    }

    /**
     * Runs two programs connected by a pipe.
     *
     * @param environment additional environment variables for both
     * @param errors a temporary file for the errors of both
     * @return the worse of the exit codes, and the errors of both
     */
    Outcome pipe(
            List<String> first, List<String> second, Map<String, String> environment, Path errors, Meanwhile meanwhile)
            throws IOException {
        Files.deleteIfExists(errors);
        List<Process> both = List.of();
        try {
            both = ProcessBuilder.startPipeline(List.of(
                    builder(first, environment, errors)
                            .redirectInput(Redirect.from(Path.of("/dev/null").toFile())),
                    builder(second, environment, errors).redirectOutput(Redirect.DISCARD)));
            for (Process process : both) {
                while (!process.waitFor(INTERVAL_SECONDS, TimeUnit.SECONDS)) {
                    attempt(meanwhile);
                }
            }
            int worst = both.stream().mapToInt(Process::exitValue).max().orElse(0);
            return new Outcome(worst, Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(second.get(0) + " was interrupted");
        } finally {
            both.forEach(Process::destroy);
            Files.deleteIfExists(errors);
        }
    }

    private ProcessBuilder builder(List<String> words, Map<String, String> environment, Path errors) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder.redirectError(Redirect.appendTo(errors.toFile()));
    }

    private static void attempt(Meanwhile meanwhile) {
        try {
            meanwhile.look();
        } catch (IOException | SQLException e) {
            // Only the progress is unknown then.
        }
    }

    /**
     * Runs a program that must succeed.
     *
     * @throws HostException if it fails, with its last line
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
