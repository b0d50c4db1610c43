package dev.slipway.ledger.definition.reading;

import dev.slipway.ledger.platform.problem.Violation;

/**
 * Something that is wrong with a definition's file.
 *
 * @param path what it is about: {@code environments.production.memory}
 * @param line where in the file, from 1
 * @param rule what is wrong and how to put it right, to be read after the path
 */
public record Mistake(String path, int line, String rule) {
    /** Stands for the file as a whole. */
    public static final String WHOLE = "definition";

    /** As the API tells it: beside the path. */
    public Violation violation() {
        return new Violation(path, "line " + line + ": " + rule);
    }

    /** As a sentence of its own. */
    @Override
    public String toString() {
        return "line " + line + ": " + path + " " + rule;
    }
}
