package dev.slipway.line.gitlab.plan;

import dev.slipway.line.digest.Sha256;

/** The descriptions of objects that Slipway creates. */
public final class Mark {
    /** The prefix of all descriptions. */
    static final String PLAIN = "Slipway sets this";

    private static final int LENGTH = 16;

    private Mark() {}

    /**
     * For a value that GitLab does not show again: the fingerprint tells whether the value is still ours. The secrets are random and long,
     * so they cannot be found by it.
     */
    public static String of(String secret) {
        return PLAIN + " (" + Sha256.hex(secret).substring(0, LENGTH) + ")";
    }
}
