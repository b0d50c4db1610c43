package dev.slipway.line.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of any entries, in memory. */
public final class Zips {
    private Zips() {}

    /** One with these entries, in their order. */
    public static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** One with one entry. */
    public static byte[] zip(String entry, byte[] content) {
        return zip(Map.of(entry, content));
    }

    /** One with these texts, in their order. */
    public static byte[] ofTexts(Map<String, String> entries) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        entries.forEach((name, text) -> contents.put(name, bytes(text)));
        return zip(contents);
    }

    /** One with a longer list of entries, of about 9 MB, than is read. */
    public static byte[] withTooManyEntries() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 150; i++) {
            entries.put("x".repeat(60_000) + i, new byte[0]);
        }
        return zip(entries);
    }

    /** A text in UTF-8. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
