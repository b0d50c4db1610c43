package dev.slipway.line.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), in lower-case hexadecimal. */
public final class Sha256 {
    /** The prefix of an archive's digest in the ledger, before 64 characters. */
    public static final String PREFIX = "sha256:";

    /** So many characters after it are shown. */
    private static final int SHOWN = 12;

    private Sha256() {}

    /** The first characters after {@link #PREFIX} of a digest: enough for people to recognize it. */
    public static String abbreviated(String digest, int length) {
        return digest.substring(PREFIX.length(), PREFIX.length() + length);
    }

    /** The beginning of a digest, as people are shown it. */
    public static String shown(String digest) {
        return PREFIX + abbreviated(digest, SHOWN) + "…";
    }

    /** The hexadecimal digits of a digest, with or without {@link #PREFIX}. */
    public static String hexOf(String digest) {
        return digest.startsWith(PREFIX) ? digest.substring(PREFIX.length()) : digest;
    }

    /** For incremental use. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The 32 bytes of the digest. */
    public static byte[] of(byte[] bytes) {
        return start().digest(bytes);
    }

    /** The digest in 64 hexadecimal characters. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** The same for a text in UTF-8. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for the rest of a stream, which is closed. */
    public static String hex(InputStream stream) throws IOException {
        try (DigestInputStream bytes = new DigestInputStream(stream, start())) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        }
    }

    /** The same for a file. */
    public static String hex(Path file) throws IOException {
        return hex(Files.newInputStream(file));
    }
}
