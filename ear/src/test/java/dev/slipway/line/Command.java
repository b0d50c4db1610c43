package dev.slipway.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A command of the checkout, run as a user runs it, but for this line. Its words go to the log of the build. */
public final class Command {
    /** More than a busy machine takes from the end of a process to the end of its output. */
    private static final Duration HELD = Duration.ofSeconds(3);

    /** For a JVM that is over in seconds. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final ProcessBuilder process;
    private boolean isHeard = true;

    private Command(Path state, List<String> words) {
        process = new ProcessBuilder(words)
                .directory(Line.checkout().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        process.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
        with("SLIPWAY_STATE", state.toString());
    }

    /** {@code ./slipway …} for the line with this folder. */
    public static Command slipway(Path state, String... words) {
        return new Command(
                state, Stream.concat(Stream.of("./slipway"), Stream.of(words)).toList());
    }

    /** {@code ./slipway …} for the line that runs. */
    public static Command slipway(String... words) {
        return slipway(Line.running().state(), words);
    }

    /** A line of bash, which finds the state of the line that runs in {@code SLIPWAY_STATE}. */
    public static Command bash(String script) {
        return bash(Line.running().state(), script);
    }

    /** A line of bash, for the line with this folder. */
    public static Command bash(Path state, String script) {
        return new Command(state, List.of("bash", "-c", script));
    }

    /** {@code ./mvnw …} for the line that runs, in somebody's name; a POM outside the checkout has no {@code .mvn/jvm.config} beside it. */
    public static Command maven(Caller caller, String... words) {
        Line line = Line.running();
        return new Command(
                        line.state(),
                        Stream.concat(Stream.of("./mvnw"), Stream.of(words)).toList())
                .adding("MAVEN_OPTS", SHORT_LIVED)
                .with("SLIPWAY_MANAGEMENT_PORT", line.setting("SLIPWAY_MANAGEMENT_PORT"))
                .with("SLIPWAY_TOKEN", caller.token());
    }

    /** {@code jboss-cli} on the first worker, in somebody's name. */
    public static Command cli(Caller caller, String operation) {
        return cli(caller, 1, operation);
    }

    /** {@code jboss-cli} on one of the workers, in somebody's name. */
    public static Command cli(Caller caller, int worker, String operation) {
        Line line = Line.running();
        Path wildfly = line.state().resolve("wildfly");
        return new Command(
                        line.state(),
                        List.of(
                                wildfly.resolve("home/bin/jboss-cli.sh").toString(),
                                "--controller=remote+http://127.0.0.1:" + line.managementPort(worker),
                                "-c",
                                operation))
                .with(
                        "JAVA_OPTS",
                        SHORT_LIVED + " -Dwildfly.config.url="
                                + wildfly.resolve("management-client.xml").toUri())
                .with("SLIPWAY_TOKEN", caller.token());
    }

    /** Sets an environment variable. */
    public Command with(String name, String value) {
        process.environment().put(name, value);
        return this;
    }

    /** Adds options to those that an environment variable has already. */
    public Command adding(String name, String options) {
        process.environment().merge(name, options, (former, added) -> former + " " + added);
        return this;
    }

    /** Gives it a file on standard input. */
    public Command given(Path file) {
        process.redirectInput(file.toFile());
        return this;
    }

    /** Keeps its words out of the log. */
    public Command quietly() {
        isHeard = false;
        return this;
    }

    /** Runs it to its end, which is the end of its words, too: whatever it left running may not hold on to these. */
    public Result run() {
        try {
            Process started = process.start();
            CompletableFuture<Long> ended = started.onExit().thenApply(process -> System.nanoTime());
            List<String> output = new ArrayList<>();
            long heard = System.nanoTime();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (isHeard) {
                        System.out.println(line);
                        heard = System.nanoTime();
                    }
                    output.add(line);
                }
            }
            String command = String.join(" ", process.command());
            int code = started.waitFor();
            // The log of the build may have been slow to take its last words.
            long over = Math.max(Caller.join(ended), heard);
            if (System.nanoTime() - over > HELD.toNanos()) {
                throw new IllegalStateException(
                        command + " is over, and something that it left running holds its output");
            }
            return new Result(command, code, List.copyOf(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + process.command(), e);
        }
    }

    /**
     * How it ended.
     *
     * @param command what was run
     * @param code its exit code
     * @param output what it said
     */
    public record Result(String command, int code, List<String> output) {

        /** Fails, with the command's own words, unless it succeeded. */
        public Result expectSuccess() {
            if (code != 0) {
                throw new IllegalStateException(
                        "%s ended with %d:%n%s".formatted(command, code, String.join(System.lineSeparator(), output)));
            }
            return this;
        }
    }
}
