package dev.slipway.line.group;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A name that is as long as may be: of a longer one its beginning, and a digest in place of the rest. */
public final class ShortName {
    private static final int DIGEST_BYTES = 4;

    private ShortName() {}

    /**
     * The name itself, where it is no longer than that.
     *
     * @param longest in characters, more than nine
     */
    public static String of(String name, int longest) {
        return name.length() <= longest ? name : name.substring(0, longest - 1 - 2 * DIGEST_BYTES) + "-" + digest(name);
    }

    private static String digest(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
