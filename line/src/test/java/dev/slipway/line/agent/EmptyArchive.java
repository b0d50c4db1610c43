package dev.slipway.line.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the tests deploy: an archive without an entry, which differs from others by its comment. */
public final class EmptyArchive {
    private EmptyArchive() {}

    /** One with this comment, in characters that are bytes. */
    public static String zip(String comment) {
        return "PK\u0005\u0006" + "\0".repeat(16) + (char) comment.length() + "\0" + comment;
    }

    /** One that is an EAR, without the WAR that it names. With this comment, its checksum consists of characters. */
    public static String ear(String comment) {
        return ear(
                "META-INF/application.xml",
                "<!--206--><application><web-uri>shop.war</web-uri></application>",
                comment);
    }

    /** An EAR with this in it, whose checksum must consist of characters, too. */
    public static String ear(String name, String content, String comment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, name, content.getBytes(StandardCharsets.US_ASCII));
            zip.setComment(comment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        // Of a later time, some bytes are no characters.
        entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content);
    }

    /** As the ledger writes it. */
    public static String digest(String content) {
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
