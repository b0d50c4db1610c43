package dev.slipway.ledger.evidence.format;

/** Makes a stranger's text fit to be kept. */
final class Clean {
    private static final char REPLACEMENT = '\uFFFD';

    private Clean() {}

    /** At most so many characters of the text, without what PostgreSQL or UTF-8 cannot hold: NUL, and half of a surrogate pair. */
    static String text(CharSequence text, int limit) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), limit));
        for (int i = 0; i < text.length() && clean.length() < limit; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                if (clean.length() + 2 > limit) {
                    break;
                }
                clean.append(c).append(text.charAt(++i));
            } else {
                clean.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return clean.toString();
    }
}
