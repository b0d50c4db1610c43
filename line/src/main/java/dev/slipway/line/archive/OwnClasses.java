package dev.slipway.line.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamException;

/**
 * The classes of an application's own code: those of a WAR, and of the WARs and EJB JARs of an EAR. Libraries are left out, as they
 * refer to much that the application does not use. If an archive unpacks to more than the limit, the rest is ignored.
 */
public final class OwnClasses {
    private static final String WEB_CLASSES = "WEB-INF/classes/";
    private static final String ENDING = ".class";

    /** The bytes that are read of one class at most. */
    private static final int LARGEST = 1 << 20;

    /** The bytes that are unpacked at most. */
    private static final long MOST_UNPACKED = 256L << 20;

    private final byte[] buffer = new byte[1 << 14];
    private final Reader reader;
    private long left;

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

    private OwnClasses(Reader reader, long left) {
        this.reader = reader;
        this.left = left;
    }

    /**
     * Passes each class to a reader.
     *
     * @throws IOException if the archive or a nested one cannot be read
     */
    public static void read(Path archive, Reader reader) throws IOException {
        read(archive, reader, MOST_UNPACKED);
    }

    /** With a different limit for unpacked bytes. */
    static void read(Path archive, Reader reader, long mostUnpacked) throws IOException {
        OwnClasses classes = new OwnClasses(reader, mostUnpacked);
        try (ZipFile zip = Archives.open(archive)) {
            boolean isEar = Archives.isEar(zip);
            Set<String> modules = modules(zip);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && classes.left > 0) {
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
                    classes.readWithin(name.endsWith(".war") ? "" : name, zip.getInputStream(entry));
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
            Set<String> modules = new HashSet<>(Descriptors.texts(descriptor, "module", "web-uri"));
            modules.addAll(Descriptors.texts(descriptor, "module", "ejb"));
            return modules;
        } catch (XMLStreamException e) {
            return Set.of();
        }
    }

    private void readWithin(String jar, InputStream module) throws IOException {
        String folder = jar.isEmpty() ? WEB_CLASSES : "";
        try (ZipInputStream entries = new ZipInputStream(module)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null && left > 0; entry = entries.getNextEntry()) {
                if (isClass(entry.getName(), folder)) {
                    pass(jar, entry.getName(), folder, entries);
                }
                // Going to the next entry would unpack the rest of this one, however large it is.
                for (int count = 0; count >= 0 && left > 0; count = entries.read(buffer)) {
                    left -= count;
                }
            }
        }
    }

    private static boolean isClass(String name, String folder) {
        return name.startsWith(folder) && name.endsWith(ENDING) && !name.startsWith("META-INF/", folder.length());
    }

    private void pass(String jar, String name, String folder, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST);
        left -= bytes.length;
        reader.accept(
                jar,
                name.substring(folder.length(), name.length() - ENDING.length()).replace('/', '.'),
                new ClassFile(bytes));
    }
}
