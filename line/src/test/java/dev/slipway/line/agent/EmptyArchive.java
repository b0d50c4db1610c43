package dev.slipway.line.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the tests deploy: an archive without an entry, which differs from others by its comment. */
final class EmptyArchive {
    private EmptyArchive() {}

    /** One with this comment, in characters that are bytes. */
    static String zip(String comment) {
        return "PK\u0005\u0006" + "\0".repeat(16) + (char) comment.length() + "\0" + comment;
    }

    /** As the ledger writes it. */
    static String digest(String content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
