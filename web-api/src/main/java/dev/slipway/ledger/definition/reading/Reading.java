package dev.slipway.ledger.definition.reading;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a definition's file.
 *
 * @param definition the definition; null if there is a mistake
 * @param mistakes all mistakes, by line
 * @param lines the lines of the service and of each environment: {@code environments.production}
 */
public record Reading(@Nullable Definition definition, List<Mistake> mistakes, Map<String, Integer> lines) {
    public Reading {
        mistakes = List.copyOf(mistakes);
        lines = Map.copyOf(lines);
    }

    /** The line of a member; the first line if it is not in the file. */
    public int line(String path) {
        return lines.getOrDefault(path, 1);
    }
}
