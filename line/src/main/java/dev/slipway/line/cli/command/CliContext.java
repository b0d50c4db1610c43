package dev.slipway.line.cli.command;

import dev.slipway.line.pace.Pace;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The process context of the CLI, replaceable in tests.
 *
 * @param environment the environment's variables
 * @param folder the working directory
 * @param out standard output
 * @param err standard error
 * @param isColoured whether to use colours
 * @param input standard input; null if it is a terminal
 * @param prompt prompts for a secret without echo; empty if nothing is typed
 * @param clock the clock
 * @param pace measures waits, which a change of the clock does not end
 * @param pause the pause between retries
 */
public record CliContext(
        Map<String, String> environment,
        Path folder,
        PrintStream out,
        PrintStream err,
        boolean isColoured,
        @Nullable InputStream input,
        Function<String, Optional<String>> prompt,
        Clock clock,
        Pace pace,
        Duration pause) {

    public CliContext {
        environment = Map.copyOf(environment);
    }

    /** An environment variable; empty if unset or blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Resolves a file against the working directory. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** The folder of the sign-ins. */
    public Path state() {
        return variable("XDG_STATE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> variable("HOME").map(home -> Path.of(home, ".local", "state")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"))
                .resolve("slipway");
    }
}
