package dev.slipway.line.schema;

import dev.slipway.line.program.StepException;

/** The schema cannot be migrated for an archive. */
public class SchemaException extends StepException {
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public SchemaException(String text) {
        super(text);
    }
}
