package dev.slipway.line.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The classes of an archive's own code: those of a WAR, and of the WARs and EJB JARs of an EAR. Libraries are left out, since they refer to much
 * that nobody uses. Of an archive that unpacks to very much, only the beginning is read.
 */
public final class OwnClasses {
    private static final String WEB_CLASSES = "WEB-INF/classes/";
    private static final String ENDING = ".class";

    /** A class is read no further than this, in bytes. */
    private static final int LARGEST = 1 << 20;

    /** So many bytes are unpacked. */
    private static final long MOST_UNPACKED = 256L << 20;

    private final byte[] buffer = new byte[1 << 14];
    private final BiConsumer<String, ClassFile> reader;
    private long left;

    private OwnClasses(BiConsumer<String, ClassFile> reader, long left) {
        this.reader = reader;
        this.left = left;
    }

    /**
     * Passes each class on.
     *
     * @param reader receives its name, as {@code shop.Orders}, and the class
     * @throws IOException if the archive, or one in it, cannot be read
     */
    public static void read(Path archive, BiConsumer<String, ClassFile> reader) throws IOException {
        read(archive, reader, MOST_UNPACKED);
    }

    /** With another limit to what is unpacked, in bytes. */
    static void read(Path archive, BiConsumer<String, ClassFile> reader, long mostUnpacked) throws IOException {
        OwnClasses classes = new OwnClasses(reader, mostUnpacked);
        try (ZipFile zip = Archives.open(archive)) {
            boolean isEar = Archives.isEar(zip);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && classes.left > 0) {
                ZipEntry entry = entries.nextElement();
                int start = isEar ? Archives.startInUnpackedWar(entry.getName()) : 0;
                String name = entry.getName().substring(start);
                boolean isModule = isEar && start == 0 && !name.startsWith("lib/");
                if (isClass(name, WEB_CLASSES)) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        classes.pass(name, WEB_CLASSES, content);
                    }
                } else if (isModule && (name.endsWith(".war") || name.endsWith(".jar"))) {
                    classes.readWithin(zip.getInputStream(entry), name.endsWith(".war") ? WEB_CLASSES : "");
                }
            }
        }
    }

    private void readWithin(InputStream module, String folder) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(module)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null && left > 0; entry = entries.getNextEntry()) {
                if (isClass(entry.getName(), folder)) {
                    pass(entry.getName(), folder, entries);
                }
                // What comes next would skip the rest, however much it is.
                for (int count = 0; count >= 0 && left > 0; count = entries.read(buffer)) {
                    left -= count;
                }
            }
        }
    }

    private static boolean isClass(String name, String folder) {
        return name.startsWith(folder) && name.endsWith(ENDING) && !name.startsWith("META-INF/");
    }

    private void pass(String name, String folder, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST);
        left -= bytes.length;
        reader.accept(
                name.substring(folder.length(), name.length() - ENDING.length()).replace('/', '.'),
                new ClassFile(bytes));
    }
}
