package dev.slipway.line.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of files, as the ledger writes them. */
public final class Digests {
    private Digests() {}

    /** A file's digest: {@code sha256:} and 64 digits. */
    public static String of(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                DigestOutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256())) {
            bytes.transferTo(digest);
            return "sha256:"
                    + HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new InputException(file + " cannot be read: " + reason(e) + ".", "");
        }
    }

    /** Why a file cannot be read, in words. */
    static String reason(IOException e) {
        String message = e.getMessage();
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : message == null ? e.getClass().getSimpleName() : message;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
