package dev.slipway.line.cli;

import dev.slipway.line.cli.input.Word;
import org.jspecify.annotations.Nullable;

/** Which environment is meant. */
final class Environments {
    private Environments() {}

    /** The one that was said, else that of the variable, else production. */
    static String name(@Nullable String said, Surroundings surroundings) {
        return said == null
                ? surroundings
                        .variable("SLIPWAY_ENVIRONMENT")
                        .map(name -> Word.name("SLIPWAY_ENVIRONMENT", name))
                        .orElse("production")
                : Word.name("--environment", said);
    }
}
