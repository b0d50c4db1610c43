package dev.slipway.line.archive;

import dev.slipway.line.archive.NestedArchives.Counting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What an archive may declare of JMS outside the annotations of its message-driven beans: destinations, and where its
 * beans listen.
 */
public final class JmsDeclarations {
    /** Descriptors that define destinations, or say where a message-driven bean listens. */
    private static final Pattern DESCRIPTOR =
            Pattern.compile("(.*/)?((WEB|META)-INF/([^/]*-jms|ejb-jar|jboss-ejb3))\\.xml");

    private static final String DEFINITION = "Ljakarta/jms/JMSDestinationDefinition";

    /** A WAR in an EAR, and a JAR in that. */
    private static final int DEEPEST = 2;

    private final NestedArchives archives;

    private JmsDeclarations(NestedArchives archives) {
        this.archives = archives;
    }

    /**
     * Whether it may define destinations, by a descriptor or an annotation anywhere in it, or override its beans' annotations. True also if
     * it unpacks to more than the limit.
     *
     * @throws IOException if the archive or a nested one cannot be read
     */
    public static boolean mayBeIn(Path archive) throws IOException {
        NestedArchives archives = new NestedArchives(NestedArchives.MOST_UNPACKED, Counting.UNPACKED_AND_PACKED);
        JmsDeclarations declarations = new JmsDeclarations(archives);
        try (ZipFile zip = Archives.open(archive)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && !archives.isOver()) {
                ZipEntry entry = entries.nextElement();
                try (InputStream content = zip.getInputStream(entry)) {
                    declarations.visit(entry.getName(), content, DEEPEST);
                }
            }
        }
        return archives.isOver();
    }

    private void visit(String name, InputStream content, int deepest) throws IOException {
        if (DESCRIPTOR.matcher(name).matches()) {
            archives.stop();
        } else if (name.endsWith(".class")) {
            if (new ClassFile(archives.beginning(content)).refersTo(DEFINITION)) {
                archives.stop();
            }
        } else if (deepest > 0 && (name.endsWith(".war") || name.endsWith(".jar"))) {
            archives.read(content, (inner, stream) -> visit(inner, stream, deepest - 1));
        }
    }
}
