package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Descriptors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Checks the security domains in an archive's descriptors. With an unknown domain, WildFly ignores the archive's role
 * constraints and serves its pages to everybody, so such an archive is refused.
 */
public final class SecurityDomains {
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();
    private static final Set<String> DESCRIPTORS = Set.of("WEB-INF/jboss-web.xml", "META-INF/jboss-app.xml");
    private static final String OLD_PREFIX = "java:/jaas/";
    private static final String KNOWN = "other";

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private SecurityDomains() {}

    /** The unknown domains, by name. An unreadable descriptor is left for WildFly to reject. */
    static Set<String> unknown(Path archive) throws IOException {
        Set<String> names = new TreeSet<>();
        Descriptors.read(archive, DESCRIPTORS::contains, (name, content) -> names.addAll(named(content)));
        names.remove(KNOWN);
        return names;
    }

    private static Set<String> named(byte[] descriptor) {
        Set<String> names = new TreeSet<>();
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(descriptor));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("security-domain")) {
                    String name = reader.getElementText().strip();
                    names.add(name.startsWith(OLD_PREFIX) ? name.substring(OLD_PREFIX.length()) : name);
                }
            }
        } catch (XMLStreamException e) {
            names.clear();
        }
        return names;
    }
}
