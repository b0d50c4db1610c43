package dev.slipway.line.host;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
final class Digests {
    private Digests() {}

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In hex, of a text after a secret: of what the text might be, nobody else finds out which it is. */
    static String keyed(String secret, String text) {
        return HexFormat.of().formatHex(sha256((secret + text).getBytes(StandardCharsets.UTF_8)));
    }

    /** In hex, of texts one after the other: no two lists of texts have the same. */
    static String of(String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(text.length()).append(':').append(text);
        }
        return HexFormat.of().formatHex(sha256(all.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
