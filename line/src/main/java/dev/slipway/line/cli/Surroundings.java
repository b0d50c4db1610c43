package dev.slipway.line.cli;

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
 * What the program finds around it.
 *
 * @param environment the environment's variables
 * @param folder where it was called
 * @param out what it is asked for
 * @param err what goes wrong
 * @param isColoured whether a person looks at it
 * @param input what is given to it; null where somebody sits there, who is to be asked by a prompt
 * @param prompt asks for a secret at the terminal, and shows nothing of it; empty where nothing is typed
 * @param clock what time it is
 * @param pause how long to wait before something is tried again
 */
record Surroundings(
        Map<String, String> environment,
        Path folder,
        PrintStream out,
        PrintStream err,
        boolean isColoured,
        @Nullable InputStream input,
        Function<String, Optional<String>> prompt,
        Clock clock,
        Duration pause) {

    /** Keeps a copy. */
    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** A variable that is set to something. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** A file as it was named, from where the program was called. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Where the sign-ins lie. */
    Path state() {
        return variable("XDG_STATE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> variable("HOME").map(home -> Path.of(home, ".local", "state")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"))
                .resolve("slipway");
    }
}
