package dev.slipway.line.archive.code;

import dev.slipway.line.archive.Archives;
import dev.slipway.line.archive.EarModules;
import dev.slipway.line.archive.code.NestedArchives.Counting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The classes of an application's own code: those of a WAR, and of the WARs and EJB JARs of an EAR. Libraries are left out, as they
 * refer to much that the application does not use. If an archive unpacks to more than the limit, the rest is ignored.
 */
public final class OwnClasses {
    private static final String WEB_CLASSES = "WEB-INF/classes/";
    private static final String ENDING = ".class";

    private final Reader reader;
    private final NestedArchives archives;

    /** Receives the classes. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes a class.
         *
         * @param jar the path of its JAR in an EAR; empty for a class of a WAR
         * @param name such as {@code shop.Orders}
         */
        void accept(String jar, String name, ClassFile code);
    }

    private OwnClasses(Reader reader, NestedArchives archives) {
        this.reader = reader;
        this.archives = archives;
    }

    /**
     * Passes each class to a reader.
     *
     * @throws IOException if the archive or a nested one cannot be read
     */
    public static void read(Path archive, Reader reader) throws IOException {
        read(archive, reader, Archives.MOST_UNPACKED);
    }

    /** With a different limit for unpacked bytes. */
    static void read(Path archive, Reader reader, long mostUnpacked) throws IOException {
        NestedArchives archives = new NestedArchives(mostUnpacked, Counting.UNPACKED);
        OwnClasses classes = new OwnClasses(reader, archives);
        try (ZipFile zip = Archives.open(archive)) {
            EarModules modules = EarModules.of(zip);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && !archives.isOver()) {
                ZipEntry entry = entries.nextElement();
                String war = modules.unpackedWar(entry.getName());
                String name = war.isEmpty() ? entry.getName() : entry.getName().substring(war.length() + 1);
                if (!war.isEmpty() && !modules.deploysWar(war)) {
                    continue;
                }
                boolean isWar = war.isEmpty() && modules.deploysWar(name);
                if (isClass(name, WEB_CLASSES)) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        classes.pass("", name, WEB_CLASSES, content);
                    }
                } else if (isWar || war.isEmpty() && modules.deploysJar(name)) {
                    try (InputStream module = zip.getInputStream(entry)) {
                        classes.readWithin(isWar ? "" : name, module);
                    }
                }
            }
        }
    }

    private void readWithin(String jar, InputStream module) throws IOException {
        String folder = jar.isEmpty() ? WEB_CLASSES : "";
        archives.readEntries(module, (name, content) -> {
            if (isClass(name, folder)) {
                pass(jar, name, folder, content);
            }
        });
    }

    private static boolean isClass(String name, String folder) {
        return name.startsWith(folder) && name.endsWith(ENDING) && !name.startsWith("META-INF/", folder.length());
    }

    private void pass(String jar, String name, String folder, InputStream content) throws IOException {
        reader.accept(
                jar,
                name.substring(folder.length(), name.length() - ENDING.length()).replace('/', '.'),
                new ClassFile(archives.beginning(content)));
    }
}
