package dev.slipway.line.roll;

import java.util.Base64;
import java.util.HexFormat;

/**
 * WildFly's hash of a content: its SHA-1.
 *
 * @param text in base64; empty if there is no content or its hash is unknown
 */
public record ContentHash(String text) {
    /** Placeholder for no content, or for an unknown one. */
    public static final ContentHash NONE = new ContentHash("");

    private static final int BYTES = 20;

    /**
     * Checks that it is one.
     *
     * @throws IllegalArgumentException when it is not
     */
    public ContentHash {
        int length = Base64.getDecoder().decode(text).length;
        if (length != 0 && length != BYTES) {
            throw new IllegalArgumentException("'" + text + "' is not the hash of a content");
        }
    }

    /** From the bytes of the SHA-1. */
    public static ContentHash of(byte[] bytes) {
        return new ContentHash(Base64.getEncoder().encodeToString(bytes));
    }

    /** From {@link #hex}. */
    public static ContentHash ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** Whether it is that of no content, or of an unknown one. */
    public boolean isNone() {
        return text.isEmpty();
    }

    /** The bytes of the SHA-1. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(text);
    }

    /** In lower-case hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    @Override
    public String toString() {
        return text;
    }
}
