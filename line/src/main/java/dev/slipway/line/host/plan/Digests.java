package dev.slipway.line.host.plan;

import dev.slipway.line.digest.Sha256;

/** Digests of texts, for detecting changes. */
public final class Digests {
    private Digests() {}

    /** The hex digest of a text keyed by a secret, so that the text cannot be guessed without the secret. */
    public static String keyed(String secret, String text) {
        return Sha256.hex(secret + text);
    }

    /** The hex digest of a list of texts, unambiguous about their boundaries. */
    public static String of(String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(text.length()).append(':').append(text);
        }
        return Sha256.hex(all.toString());
    }
}
