package dev.slipway.line.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads descriptors of an archive, and of the WARs in it: as a stream, since an archive may be larger than the reader's heap. */
public final class Descriptors {
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

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

    /**
     * The texts of an element, wherever it stands in the wanted descriptors. An unreadable descriptor has none: it is left for
     * WildFly to reject.
     *
     * @param isWanted whether to read a descriptor, by its name in the archive that it is in
     * @param element its name, without a namespace
     * @throws IOException if the archive, or one in it, cannot be read
     */
    public static Set<String> texts(Path archive, Predicate<String> isWanted, String element) throws IOException {
        Set<String> texts = new TreeSet<>();
        read(archive, isWanted, (name, content) -> texts.addAll(texts(content, element)));
        return texts;
    }

    /** Those of one descriptor. */
    public static Set<String> texts(byte[] descriptor, String element) {
        Set<String> texts = new TreeSet<>();
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(descriptor));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals(element)) {
                    texts.add(reader.getElementText().strip());
                }
            }
        } catch (XMLStreamException e) {
            texts.clear();
        }
        return texts;
    }
}
