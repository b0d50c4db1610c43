package dev.slipway.line.gitlab.plan;

import dev.slipway.line.digest.Sha256;

/** The descriptions of what Slipway sets. */
public final class Mark {
    /** What each begins with. */
    static final String PLAIN = "Slipway sets this";

    private static final int LENGTH = 16;

    private Mark() {}

    /**
     * For a value that GitLab does not show again: by the fingerprint it is seen whether the value is still ours. The secrets are random and
     * long, so nobody finds one by it.
     */
    public static String of(String secret) {
        return PLAIN + " (" + Sha256.hex(secret).substring(0, LENGTH) + ")";
    }
}
