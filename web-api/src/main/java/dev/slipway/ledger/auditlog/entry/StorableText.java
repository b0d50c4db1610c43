package dev.slipway.ledger.auditlog.entry;

/** Sanitizes text from logs for PostgreSQL, which does not store NUL. */
public final class StorableText {
    private static final String REPLACEMENT = "\uFFFD";
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_JSON = 256 << 10;

    private StorableText() {}

    /** A single non-empty line of at most 500 characters. */
    public static String line(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cs}]", REPLACEMENT).strip();
        return line.isEmpty() ? REPLACEMENT : line.substring(0, Math.min(LONGEST_LINE, line.length()));
    }

    /** Text of any length. */
    static String text(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}&&[^\\t\\r\\n]]", REPLACEMENT);
    }

    /** A JSON value; one that is too large is replaced by its length. */
    static String json(String json) {
        if (json.length() > LONGEST_JSON) {
            return "{\"characters\":" + json.length() + "}";
        }
        return json;
    }
}
