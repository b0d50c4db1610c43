package dev.slipway.ledger.audit.extract;

import dev.slipway.ledger.platform.text.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip that is streamed file by file, and records the digests of its files. */
public final class Archive {
    private final ZipOutputStream zip;
    private final Map<String, String> digests = new LinkedHashMap<>();

    Archive(OutputStream out) {
        zip = new ZipOutputStream(new BufferedOutputStream(out), StandardCharsets.UTF_8);
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream file) throws IOException;
    }

    void file(String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        DigestOutputStream file = new DigestOutputStream(zip, Sha256.start());
        content.write(file);
        zip.closeEntry();
        digests.put(name, HexFormat.of().formatHex(file.getMessageDigest().digest()));
    }

    /** Writes a file that is a text. */
    void file(String name, String text) throws IOException {
        file(name, file -> file.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a file of this name was written. */
    boolean has(String name) {
        return digests.containsKey(name);
    }

    /** The SHA-256 of each file, in the order in which they were written. */
    Map<String, String> digests() {
        return digests;
    }

    /** Finishes the zip. */
    void end() throws IOException {
        zip.finish();
        zip.flush();
    }
}
