package dev.slipway.line.cli;

import dev.slipway.line.cli.input.Word;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which environment a verb is about. */
final class InEnvironment {
    private final Surroundings surroundings;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "which environment (SLIPWAY_ENVIRONMENT, else production)")
    @Nullable
    String environment;

    InEnvironment(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The one that was said, else that of the variable, else production. */
    String name() {
        return environment == null
                ? surroundings
                        .variable("SLIPWAY_ENVIRONMENT")
                        .map(name -> Word.name("SLIPWAY_ENVIRONMENT", name))
                        .orElse("production")
                : Word.name("--environment", environment);
    }
}
