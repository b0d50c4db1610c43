package dev.slipway.line.agent.journal;

import java.nio.charset.StandardCharsets;

/** Sanitizes text for the ledger's API. */
public final class LedgerText {
    private static final int BYTES = 1_500;

    private LedgerText() {}

    /**
     * Strips control characters except line breaks and tabs, and halves of characters; trims and truncates. The ledger
     * takes no empty text: an ellipsis stands for one.
     */
    public static String of(String text) {
        String sanitized = text.replaceAll("[\\p{Cc}\\p{Cs}&&[^\n\t]]", "").strip();
        while (sanitized.getBytes(StandardCharsets.UTF_8).length > BYTES) {
            int fits = Math.min(sanitized.length() - 1, BYTES);
            sanitized = sanitized.substring(0, Character.isHighSurrogate(sanitized.charAt(fits - 1)) ? fits - 1 : fits);
        }
        return sanitized.isBlank() ? "…" : sanitized.strip();
    }
}
