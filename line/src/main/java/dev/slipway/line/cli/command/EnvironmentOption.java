package dev.slipway.line.cli.command;

import dev.slipway.line.cli.input.Arguments;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the environment. */
public final class EnvironmentOption {
    private final CliContext cli;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "which environment (SLIPWAY_ENVIRONMENT, else production)")
    @Nullable
    public String environment;

    public EnvironmentOption(CliContext cli) {
        this.cli = cli;
    }

    /** The option's value, else the variable's, else production. */
    public String name() {
        return environment == null
                ? cli.variable("SLIPWAY_ENVIRONMENT")
                        .map(name -> Arguments.name("SLIPWAY_ENVIRONMENT", name))
                        .orElse("production")
                : Arguments.name("--environment", environment);
    }

    /** The option for another command that is to act there; empty for production, if no variable names another. */
    public String argument() {
        return argument(cli, name());
    }

    /** The same for an environment that no option of this command names. */
    public static String argument(CliContext cli, String name) {
        return name.equals("production")
                        && cli.variable("SLIPWAY_ENVIRONMENT")
                                .orElse("production")
                                .equals("production")
                ? ""
                : " --environment " + name;
    }
}
