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

    /** The hex digest of a text keyed by a secret, so that nobody without it can guess the text. */
    static String keyed(String secret, String text) {
        return HexFormat.of().formatHex(sha256((secret + text).getBytes(StandardCharsets.UTF_8)));
    }

    /** The hex digest of a list of texts, unambiguous about their boundaries. */
    static String of(String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(text.length()).append(':').append(text);
        }
        return HexFormat.of().formatHex(sha256(all.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
