package dev.slipway.line.local;

import dev.slipway.line.gitlab.BootstrapVerb;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind those verbs of {@code ./slipway} that need the line's own secrets, and so are for its owner. */
@Command(
        name = "slipway",
        description = "Verbs for the line's own machine.",
        mixinStandardHelpOptions = true,
        subcommands = {BootstrapVerb.class})
public final class Local {
    private Local() {}

    /** Runs one verb; the exit code says how it went. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Local())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr()
                            .println("slipway: " + (thrown.getMessage() == null ? thrown : thrown.getMessage()));
                    return 1;
                })
                .execute(arguments));
    }
}
