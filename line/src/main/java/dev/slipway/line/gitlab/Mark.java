package dev.slipway.line.gitlab;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The descriptions of what Slipway sets. */
final class Mark {
    /** What each begins with. */
    static final String PLAIN = "Slipway sets this";

    private static final int LENGTH = 16;

    private Mark() {}

    /**
     * For a value that GitLab does not show again: by the fingerprint it is seen whether the value is still ours. The secrets are random and
     * long, so nobody finds one by it.
     */
    static String of(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return PLAIN + " (" + HexFormat.of().formatHex(digest).substring(0, LENGTH) + ")";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
