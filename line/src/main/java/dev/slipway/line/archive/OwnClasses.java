package dev.slipway.line.archive;

import dev.slipway.line.archive.NestedArchives.Counting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * The classes of an application's own code: those of a WAR, and of the WARs and EJB JARs of an EAR. Libraries are left out, as they
 * refer to much that the application does not use. If an archive unpacks to more than the limit, the rest is ignored.
 */
public final class OwnClasses {
    private static final String WEB_CLASSES = "WEB-INF/classes/";
    private static final String ENDING = ".class";

    /** The bytes that are read of a descriptor at most. */
    private static final int LARGEST = 1 << 20;

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
        read(archive, reader, NestedArchives.MOST_UNPACKED);
    }

    /** With a different limit for unpacked bytes. */
    static void read(Path archive, Reader reader, long mostUnpacked) throws IOException {
        NestedArchives archives = new NestedArchives(mostUnpacked, Counting.UNPACKED);
        OwnClasses classes = new OwnClasses(reader, archives);
        try (ZipFile zip = Archives.open(archive)) {
            boolean isEar = Archives.isEar(zip);
            Set<String> modules = modules(zip);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && !archives.isOver()) {
                ZipEntry entry = entries.nextElement();
                int start = isEar ? Archives.startInUnpackedWar(entry.getName()) : 0;
                String name = entry.getName().substring(start);
                boolean isModule =
                        isEar && start == 0 && (modules.isEmpty() ? !name.startsWith("lib/") : modules.contains(name));
                if (isClass(name, WEB_CLASSES)) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        classes.pass("", name, WEB_CLASSES, content);
                    }
                } else if (isModule && (name.endsWith(".war") || name.endsWith(".jar"))) {
                    try (InputStream module = zip.getInputStream(entry)) {
                        classes.readWithin(name.endsWith(".war") ? "" : name, module);
                    }
                }
            }
        }
    }

    /** The WARs and EJB JARs that its {@code application.xml} names; empty if there is none, or it is unreadable. */
    private static Set<String> modules(ZipFile ear) throws IOException {
        ZipEntry application = ear.getEntry(Archives.APPLICATION);
        if (application == null) {
            return Set.of();
        }
        try (InputStream content = ear.getInputStream(application)) {
            byte[] descriptor = content.readNBytes(LARGEST);
            Set<String> modules = new HashSet<>(DescriptorXml.texts(descriptor, "module", "web-uri"));
            modules.addAll(DescriptorXml.texts(descriptor, "module", "ejb"));
            return modules;
        } catch (XMLStreamException e) {
            return Set.of();
        }
    }

    private void readWithin(String jar, InputStream module) throws IOException {
        String folder = jar.isEmpty() ? WEB_CLASSES : "";
        archives.read(module, (name, content) -> {
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
