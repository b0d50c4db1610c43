package dev.slipway.line.cli;

import java.io.Console;

/** Detects an interactive terminal. */
public final class Terminal {
    private Terminal() {}

    /** Whether input and output are a terminal. From JDK 22, System.console() is non-null even without one. */
    public static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
