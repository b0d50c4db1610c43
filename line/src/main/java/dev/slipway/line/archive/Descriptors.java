package dev.slipway.line.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What an archive, and the WARs in it, say of sign-ins, sessions and data: read in one go, as a stream, since an archive may be larger than
 * the reader's heap.
 */
public final class Descriptors {
    /** What they are called in the archive that each is in. */
    public static final String WEB = "WEB-INF/web.xml";

    public static final String JBOSS_WEB = "WEB-INF/jboss-web.xml";
    public static final String JBOSS_APP = "META-INF/jboss-app.xml";
    public static final String OIDC_CLIENT = "WEB-INF/oidc.json";
    private static final Set<String> NAMES = Set.of(WEB, JBOSS_WEB, JBOSS_APP, OIDC_CLIENT);
    private static final Pattern DATA_SOURCES = Pattern.compile("(WEB|META)-INF/[^/]*-ds\\.xml");

    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private final Map<String, List<byte[]>> contents = new TreeMap<>();
    private final Set<String> wars = new TreeSet<>();

    private Descriptors() {}

    /**
     * Those of an archive.
     *
     * @throws IOException if the archive, or one in it, cannot be read
     */
    public static Descriptors of(Path archive) throws IOException {
        Descriptors descriptors = new Descriptors();
        DescriptorReader reader = new DescriptorReader();
        try (ZipFile zip = Archives.open(archive)) {
            boolean isEar = Archives.isEar(zip);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                int start = isEar ? Archives.startInUnpackedWar(entry.getName()) : 0;
                String name = entry.getName().substring(start);
                if (start > 0) {
                    descriptors.addWar(entry.getName().substring(0, start - 1));
                }
                if (isWanted(name)) {
                    try (InputStream descriptor = zip.getInputStream(entry)) {
                        descriptors.add(name, reader.read(name, descriptor));
                    }
                } else if (isEar && start == 0 && Archives.isWar(name)) {
                    descriptors.addWar(name);
                    reader.readWithin(name, zip.getInputStream(entry), Descriptors::isWanted, descriptors::add);
                }
            }
        }
        return descriptors;
    }

    private static boolean isWanted(String name) {
        return NAMES.contains(name) || DATA_SOURCES.matcher(name).matches();
    }

    private void addWar(String name) {
        wars.add(name.substring(name.lastIndexOf('/') + 1));
    }

    private void add(String name, byte[] content) {
        contents.computeIfAbsent(name, key -> new ArrayList<>()).add(content);
    }

    /** The names of the WARs in it, packed or not, without their folders. A WAR has none, whatever it offers for download. */
    public Set<String> wars() {
        return Collections.unmodifiableSet(wars);
    }

    /** Whether there is one of this name. */
    public boolean has(String name) {
        return contents.containsKey(name);
    }

    /** The names of those of data sources that contain this, without their folders. */
    public Set<String> dataSources(Pattern text) {
        Set<String> names = new TreeSet<>();
        contents.forEach((name, all) -> {
            if (DATA_SOURCES.matcher(name).matches()
                    && all.stream()
                            .anyMatch(content -> text.matcher(new String(content, StandardCharsets.UTF_8))
                                    .find())) {
                names.add(name.substring(name.lastIndexOf('/') + 1));
            }
        });
        return names;
    }

    /**
     * The texts of an element, wherever it stands in those of this name. An unreadable descriptor has none: it is left for WildFly to
     * reject.
     *
     * @param element its name, without a namespace
     */
    public Set<String> texts(String name, String element) {
        return contents.getOrDefault(name, List.of()).stream()
                .flatMap(content -> texts(content, element).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Reads XML of a stranger's: no document type declaration is followed. */
    static XMLStreamReader xml(byte[] descriptor) throws XMLStreamException {
        return XML.createXMLStreamReader(new ByteArrayInputStream(descriptor));
    }

    private static Set<String> texts(byte[] descriptor, String element) {
        Set<String> texts = new TreeSet<>();
        try {
            XMLStreamReader reader = xml(descriptor);
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
