package dev.slipway.line.audit;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of an extract, read in place: nothing is unpacked to disk. */
final class Extract implements Closeable {
    /** The largest file that is read as a whole. */
    private static final int LARGEST = 1 << 28;

    private final ZipFile zip;
    private final Set<String> names = new HashSet<>();

    Extract(Path file, Findings findings) throws IOException {
        zip = new ZipFile(file.toFile());
        zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> !names.add(name))
                .forEach(name -> findings.add(name + " is in the zip twice."));
    }

    Set<String> names() {
        return names;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** The lines of a file; empty if it is missing. */
    Lines lines(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return new Lines(entry == null ? InputStream.nullInputStream() : zip.getInputStream(entry));
    }

    /** The content of a small file; empty if it is missing. */
    Optional<byte[]> bytes(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream file = zip.getInputStream(entry)) {
            byte[] bytes = file.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(name + " is larger than 256 MiB");
            }
            return Optional.of(bytes);
        }
    }

    /** A small file with a JSON object; if it is missing or invalid, that is a finding and the result empty. */
    Optional<Json> json(String name, Findings findings) throws IOException {
        Optional<byte[]> bytes = bytes(name);
        if (bytes.isEmpty()) {
            findings.add(name + " is missing.");
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(bytes.get()));
        } catch (IOException e) {
            findings.add(name + " is no JSON object: it was changed.");
            return Optional.empty();
        }
    }

    /** The digest of an existing file. */
    String digest(String name) throws IOException {
        return Sha256.hex(zip.getInputStream(zip.getEntry(name)));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
