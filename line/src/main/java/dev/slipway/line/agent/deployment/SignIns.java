package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Descriptors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The ways to sign in that an archive's {@code web.xml} names and that ask the server for users: no worker has any. */
final class SignIns {
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();
    /** WildFly takes several, with options: {@code BASIC?silent=true,FORM}. */
    private static final Pattern ASKING = Pattern.compile("(BASIC|FORM|DIGEST|CLIENT[-_]CERT)\\b.*");

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private SignIns() {}

    /** Those without users, as they are written. An unreadable descriptor is left for WildFly to reject. */
    static Set<String> withoutUsers(Path archive) throws IOException {
        Set<String> methods = new TreeSet<>();
        Descriptors.read(archive, "WEB-INF/web.xml"::equals, (name, content) -> methods.addAll(asking(content)));
        return methods;
    }

    private static Set<String> asking(byte[] descriptor) {
        Set<String> methods = new TreeSet<>();
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(descriptor));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("auth-method")) {
                    String method = reader.getElementText().strip();
                    if (ASKING.matcher(method.toUpperCase(Locale.ROOT)).matches()) {
                        methods.add(method);
                    }
                }
            }
        } catch (XMLStreamException e) {
            methods.clear();
        }
        return methods;
    }
}
