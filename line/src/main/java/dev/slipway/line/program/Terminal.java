package dev.slipway.line.program;

import java.io.Console;
import java.util.Optional;

/** The interactive terminal, if there is one. */
public final class Terminal {
    private Terminal() {}

    /** Whether input and output are a terminal. From JDK 22, System.console() is non-null even without one. */
    public static boolean isThere() {
        return console().isPresent();
    }

    /** Asks for a line; empty without a terminal, or at the end of the input. */
    public static Optional<String> ask(String prompt) {
        return console().flatMap(console -> Optional.ofNullable(console.readLine("%s", prompt)));
    }

    /** Asks for a secret, without echo; empty without a terminal, or at the end of the input. */
    public static Optional<String> askHidden(String prompt) {
        return console()
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s", prompt)))
                .map(String::new);
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
