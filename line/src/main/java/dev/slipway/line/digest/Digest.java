package dev.slipway.line.digest;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The digest of an archive, by which the ledger identifies it: its SHA-256.
 *
 * @param text {@link Sha256#PREFIX} and 64 characters of 0-9 and a-f
 */
public record Digest(String text) {
    /** The form of its text. */
    public static final Pattern FORM = Pattern.compile(Sha256.PREFIX + "[0-9a-f]{64}");

    /**
     * Checks that it is one.
     *
     * @throws IllegalArgumentException when it is not
     */
    public Digest {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not the digest of an archive");
        }
    }

    /** From the bytes of the SHA-256. */
    public static Digest of(byte[] bytes) {
        return new Digest(Sha256.PREFIX + HexFormat.of().formatHex(bytes));
    }

    /** Its hexadecimal digits, without {@link Sha256#PREFIX}. */
    public String hex() {
        return Sha256.hexOf(text);
    }

    /** The first of these digits: enough for people to recognize it. */
    public String abbreviated(int length) {
        return Sha256.abbreviated(text, length);
    }

    /** The file name in the ledger's folder of archives. */
    public String fileName() {
        return text.replace(':', '-');
    }

    @Override
    public String toString() {
        return text;
    }
}
