package dev.slipway.line.schema;

/** The schema cannot be migrated for an archive. */
public class SchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** With the reason. */
    public SchemaException(String text) {
        super(text);
        this.text = text;
    }

    /** The reason. */
    public String text() {
        return text;
    }
}
