package dev.slipway.line.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Reads descriptors of an archive, and of the WARs in it: as a stream, since an archive may be larger than the reader's heap. */
public final class Descriptors {
    /** A descriptor is read no further than this, in bytes. */
    private static final int LONGEST = 1 << 20;

    private Descriptors() {}

    /**
     * Passes each wanted descriptor on, in the order of the archive.
     *
     * @param isWanted whether to read it, by its name in the archive that it is in
     * @param reader receives the name and the content
     * @throws IOException if the archive, or one in it, cannot be read
     */
    public static void read(Path archive, Predicate<String> isWanted, BiConsumer<String, byte[]> reader)
            throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                if (isWanted.test(name)) {
                    try (InputStream descriptor = zip.getInputStream(entry)) {
                        reader.accept(name, descriptor.readNBytes(LONGEST));
                    }
                } else if (name.endsWith(".war") && !name.startsWith("WEB-INF/")) {
                    try (ZipInputStream war = new ZipInputStream(zip.getInputStream(entry))) {
                        readWithin(war, isWanted, reader);
                    } catch (ZipException | IllegalArgumentException e) {
                        throw new ZipException(name + ": " + e.getMessage());
                    }
                }
            }
        }
    }

    private static void readWithin(ZipInputStream war, Predicate<String> isWanted, BiConsumer<String, byte[]> reader)
            throws IOException {
        for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
            if (isWanted.test(entry.getName())) {
                reader.accept(entry.getName(), war.readNBytes(LONGEST));
            }
        }
    }
}
