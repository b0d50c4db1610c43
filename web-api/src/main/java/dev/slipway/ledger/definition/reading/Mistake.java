package dev.slipway.ledger.definition.reading;

import dev.slipway.ledger.platform.problem.Violation;

/**
 * A mistake in a definition's file.
 *
 * @param path the offending member: {@code environments.production.memory}
 * @param line the line in the file, from 1
 * @param rule what is wrong and how to fix it, as a phrase after the path
 */
public record Mistake(String path, int line, String rule) {
    /** Stands for the file as a whole. */
    public static final String WHOLE = "definition";

    /** As the API reports it, without the path. */
    public Violation violation() {
        return new Violation(path, "line " + line + ": " + rule);
    }

    /** As a complete sentence. */
    @Override
    public String toString() {
        return "line " + line + ": " + path + " " + rule;
    }
}
