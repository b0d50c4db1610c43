package dev.slipway.line.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs of the system and of the line; they end with this program, even if it is killed.
 *
 * @param folder their working directory
 * @param environment additional environment variables
 */
record Tool(Path folder, Map<String, String> environment) {
    private static final String ERROR = "error: ";
    private static final List<String> UNTIL_THIS_ENDS = List.of("setpriv", "--pdeathsig", "KILL");

    /**
     * The result of a program.
     *
     * @param code its exit code
     * @param errors what it wrote to its standard error
     */
    record Outcome(int code, String errors) {
        /**
         * Its first line with PostgreSQL's word for errors; else its last line, or the exit code if it printed nothing.
         */
        String error() {
            return errors.lines()
                    .filter(line -> line.contains(ERROR))
                    .findFirst()
                    .map(line ->
                            line.substring(line.indexOf(ERROR) + ERROR.length()).strip())
                    .orElseGet(this::reason);
        }

        /** The last line of its error output; the exit code if it printed nothing. */
        String reason() {
            List<String> lines = errors.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.isEmpty() ? "it ended with " + code : lines.get(lines.size() - 1);
        }
    }

    /** Hides the environment, which may have secrets. */
    @Override
    public String toString() {
        return "programs in " + folder;
    }

    /**
     * Runs a program to its end.
     *
     * @param said receives each line of its output
     * @param input the file for its standard input; null for none
     */
    Outcome run(List<String> words, Consumer<String> said, @Nullable Path input) throws IOException {
        Path errors = Files.createTempFile("slipway-", ".errors");
        Process process = null;
        try {
            process = start(words, errors, input);
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said.accept(line);
                }
            }
            return new Outcome(process.waitFor(), Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(words.get(0) + " was interrupted", e);
        } finally {
            if (process != null) {
                process.destroy();
            }
            Files.deleteIfExists(errors);
        }
    }

    /**
     * Starts one of the line's programs without waiting. It leads a process group, by which the line finds all its
     * processes.
     *
     * @param log the file for its output and errors
     */
    Process start(List<String> words, Path log) throws IOException {
        List<String> leading = new ArrayList<>(List.of("setsid"));
        leading.addAll(words);
        return builder(leading)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private Process start(List<String> words, Path errors, @Nullable Path input) throws IOException {
        ProcessBuilder builder = builder(words).redirectError(errors.toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        return builder.start();
    }

    private ProcessBuilder builder(List<String> words) {
        List<String> all = new ArrayList<>(UNTIL_THIS_ENDS);
        all.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        return builder;
    }

    /**
     * Runs a program that must succeed.
     *
     * @return its output
     * @throws BackupException if it fails, with its last line
     */
    String require(List<String> words) throws IOException {
        StringBuilder output = new StringBuilder();
        Outcome outcome = run(words, line -> output.append(line).append('\n'), null);
        if (outcome.code() != 0) {
            throw new BackupException(Path.of(words.get(0)).getFileName() + ": " + outcome.error(), "");
        }
        return output.toString();
    }
}
