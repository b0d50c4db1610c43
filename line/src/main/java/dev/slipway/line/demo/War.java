package dev.slipway.line.demo;

import dev.slipway.line.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A web application with a single page.
 *
 * @param bytes the archive, which is identical for the same title
 */
@SuppressWarnings("ArrayRecordComponent") // made, sent and forgotten: never compared
record War(byte[] bytes) {
    private static final LocalDateTime MADE = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final String PAGE =
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title><h1>%s</h1><p>A service of the demonstration.</p></html>\n";

    static War titled(String title) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry page = new ZipEntry("index.html");
            page.setTimeLocal(MADE);
            zip.putNextEntry(page);
            zip.write(PAGE.formatted(title, title).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new War(bytes.toByteArray());
    }

    /** Its digest, in the format of the ledger. */
    String digest() {
        return Sha256.PREFIX + Sha256.hex(bytes);
    }
}
