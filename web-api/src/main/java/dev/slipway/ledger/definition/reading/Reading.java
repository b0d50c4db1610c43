package dev.slipway.ledger.definition.reading;

import dev.slipway.ledger.definition.Definition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a definition's file.
 *
 * @param definition what it says; null where there is a mistake
 * @param mistakes all that is wrong with it, by line
 * @param lines where each environment, and the service, stands: {@code environments.production}
 */
public record Reading(@Nullable Definition definition, List<Mistake> mistakes, Map<String, Integer> lines) {
    public Reading {
        mistakes = List.copyOf(mistakes);
        lines = Map.copyOf(lines);
    }

    /** Where that stands; the first line for what is nowhere. */
    public int line(String path) {
        return lines.getOrDefault(path, 1);
    }
}
