package dev.slipway.line.gitlab.plan;

import dev.slipway.line.digest.Sha256;

/** The descriptions of objects that Slipway creates. */
public final class Mark {
    /** The prefix of all descriptions. */
    static final String PLAIN = "Slipway sets this";

    private static final int LENGTH = 16;

    private Mark() {}

    /**
     * A fingerprint of a value that GitLab does not show again, to detect whether it was replaced. The secrets are
     * random and long, so they cannot be guessed from it.
     */
    public static String of(String secret) {
        return PLAIN + " (" + Sha256.hex(secret).substring(0, LENGTH) + ")";
    }
}
