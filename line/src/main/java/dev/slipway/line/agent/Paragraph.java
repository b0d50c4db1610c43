package dev.slipway.line.agent;

import java.nio.charset.StandardCharsets;

/** Text as the ledger takes it. */
final class Paragraph {
    private static final int BYTES = 1_500;

    private Paragraph() {}

    /** Without control characters but line breaks and tabs, without space at its ends, and not too long. */
    static String of(String text) {
        String legible = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").strip();
        while (legible.getBytes(StandardCharsets.UTF_8).length > BYTES) {
            int fits = Math.min(legible.length() - 1, BYTES);
            legible = legible.substring(0, Character.isHighSurrogate(legible.charAt(fits - 1)) ? fits - 1 : fits);
        }
        return legible.strip();
    }
}
