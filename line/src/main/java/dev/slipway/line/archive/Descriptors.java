package dev.slipway.line.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads descriptors of an archive, and of the WARs in it: as a stream, since an archive may be larger than the reader's heap. */
public final class Descriptors {
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
        DescriptorReader descriptors = new DescriptorReader();
        try (ZipFile zip = Archives.open(archive)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                if (isWanted.test(name)) {
                    try (InputStream descriptor = zip.getInputStream(entry)) {
                        reader.accept(name, descriptors.read(name, descriptor));
                    }
                } else if (name.endsWith(".war") && !name.startsWith("WEB-INF/")) {
                    descriptors.readWithin(name, zip.getInputStream(entry), isWanted, reader);
                }
            }
        }
    }
}
