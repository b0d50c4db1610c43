package dev.slipway.ledger.platform.text;

/** Sanitizes text from outside for PostgreSQL, which stores no NUL, and for UTF-8, which has no half surrogate pairs. */
public final class StorableText {
    private static final char REPLACEMENT_CHARACTER = '\uFFFD';
    private static final String REPLACEMENT = String.valueOf(REPLACEMENT_CHARACTER);
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_JSON = 256 << 10;

    private StorableText() {}

    /** A single non-empty line of at most 500 characters. */
    public static String line(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cs}]", REPLACEMENT).strip();
        return line.isEmpty() ? REPLACEMENT : atMost(LONGEST_LINE, line);
    }

    /** Text of any length. */
    public static String text(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}&&[^\\t\\r\\n]]", REPLACEMENT);
    }

    /** At most this many characters of a text; control characters other than NUL stay. */
    public static String atMost(int limit, CharSequence text) {
        StringBuilder storable = new StringBuilder(Math.min(text.length(), limit));
        for (int i = 0; i < text.length() && storable.length() < limit; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                if (storable.length() + 2 > limit) {
                    break;
                }
                storable.append(c).append(text.charAt(++i));
            } else {
                storable.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT_CHARACTER : c);
            }
        }
        return storable.toString();
    }

    /** A JSON value; one that is too large is replaced by its length. */
    public static String json(String json) {
        return json(json, LONGEST_JSON);
    }

    /** The same with another limit, in characters. */
    public static String json(String json, int longest) {
        if (json.length() > longest) {
            return "{\"characters\":" + json.length() + "}";
        }
        return json;
    }
}
