package dev.slipway.line.cli;

import java.io.Console;

/** Whether somebody looks at what this program prints. */
public final class Terminal {
    private Terminal() {}

    /** Whether input and output are a terminal's. JDK 22 and newer have a console also where nobody looks. */
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
