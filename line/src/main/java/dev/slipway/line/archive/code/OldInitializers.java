package dev.slipway.line.archive.code;

import dev.slipway.line.archive.Archives;
import dev.slipway.line.archive.EarModules;
import dev.slipway.line.archive.code.NestedArchives.Counting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The libraries of a WAR, or of the WARs of an EAR, that start an application by a {@code ServletContainerInitializer}
 * of {@code javax.servlet}, which a server with {@code jakarta.servlet} ignores.
 */
public final class OldInitializers {
    private static final String SERVICES = "META-INF/services/";
    private static final String OLD = SERVICES + "javax.servlet.ServletContainerInitializer";
    private static final String NEW = SERVICES + "jakarta.servlet.ServletContainerInitializer";
    private static final String NEW_IN_CLASSES = "WEB-INF/classes/" + NEW;
    private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/[^/]+\\.jar");

    /** References in classes to what the server itself looks for: such an application starts without an initializer. */
    private static final List<String> ANNOTATIONS = List.of(
            "Ljakarta/servlet/annotation/",
            "Ljakarta/servlet/ServletContainerInitializer;",
            "Ljakarta/ws/rs/",
            "Ljakarta/ejb/",
            "Ljakarta/enterprise/context/",
            "Ljakarta/faces/",
            "Ljakarta/jws/",
            "Ljakarta/websocket/server/");

    private final Set<String> libraries = new TreeSet<>();
    private final NestedArchives archives;

    private OldInitializers(NestedArchives archives) {
        this.archives = archives;
    }

    /**
     * The file names of such libraries; empty if anything else in the archive may start an application on a server with
     * {@code jakarta.servlet}, or if it unpacks to more than the limit.
     *
     * @throws IOException if the archive or a nested one cannot be read
     */
    public static Set<String> of(Path archive) throws IOException {
        return of(archive, Archives.MOST_UNPACKED);
    }

    /** With a different limit for unpacked bytes. */
    static Set<String> of(Path archive, long mostUnpacked) throws IOException {
        NestedArchives archives = new NestedArchives(mostUnpacked, Counting.UNPACKED_AND_PACKED);
        OldInitializers found = new OldInitializers(archives);
        try (ZipFile zip = Archives.open(archive)) {
            EarModules modules = EarModules.of(zip);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && !archives.isOver()) {
                ZipEntry entry = entries.nextElement();
                String war = modules.unpackedWar(entry.getName());
                try (InputStream content = zip.getInputStream(entry)) {
                    if (!modules.isEar()) {
                        found.visitWar(entry.getName(), content);
                    } else if (war.isEmpty()) {
                        found.visitEar(modules, entry.getName(), content);
                    } else if (modules.deploysWar(war)) {
                        found.visitWar(entry.getName().substring(war.length() + 1), content);
                    }
                }
            }
        }
        return archives.isOver() ? Set.of() : found.libraries;
    }

    private void visitEar(EarModules modules, String name, InputStream content) throws IOException {
        if (modules.deploysWar(name)) {
            archives.readEntries(content, this::visitWar);
        } else if (name.endsWith(".jar")) {
            archives.readEntries(content, (inner, stream) -> visitJar("", inner, stream));
        }
    }

    private void visitWar(String name, InputStream content) throws IOException {
        if (name.equals(NEW_IN_CLASSES)) {
            archives.stop();
        }
        if (name.startsWith("WEB-INF/classes/")) {
            visitClass(name, content);
        }
        if (LIBRARY.matcher(name).matches()) {
            String library = name.substring(name.lastIndexOf('/') + 1);
            archives.readEntries(content, (inner, stream) -> visitJar(library, inner, stream));
        }
    }

    /** Takes an entry of a JAR; its name is empty if it is in no WAR. */
    private void visitJar(String library, String name, InputStream content) throws IOException {
        if (name.equals(NEW)) {
            archives.stop();
        }
        if (name.equals(OLD) && !library.isEmpty()) {
            libraries.add(library);
        }
        visitClass(name, content);
    }

    private void visitClass(String name, InputStream content) throws IOException {
        if (name.endsWith(".class")) {
            ClassFile code = new ClassFile(archives.beginning(content));
            if (code.refersToOne(ANNOTATIONS)) {
                archives.stop();
            }
        }
    }
}
