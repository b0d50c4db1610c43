package dev.slipway.line.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A persistence unit of a {@code persistence.xml}.
 *
 * @param name blank if it has none
 * @param isLocal whether it has its own transactions ({@code RESOURCE_LOCAL}), as one that the application itself may connect
 * @param dataSource the JNDI name of its data source, blank if it has none
 * @param isConnecting whether a property may say what it connects to
 * @param properties the values of those that are asked for, without surrounding blanks, by name
 */
public record PersistenceUnit(
        String name, boolean isLocal, String dataSource, boolean isConnecting, Map<String, String> properties) {
    /** The properties of what happens to its tables at each start. */
    public static final String JAKARTA_ACTION = "jakarta.persistence.schema-generation.database.action";

    public static final String JAVAX_ACTION = "javax.persistence.schema-generation.database.action";
    public static final String HIBERNATE_ACTION = "hibernate.hbm2ddl.auto";

    /** The names of properties that say what it connects to, by a URL or otherwise. */
    private static final Pattern CONNECTIONS = Pattern.compile("(?i)url|data_?source|driver|connection[._]provider");

    private static final List<String> URLS =
            List.of("jakarta.persistence.jdbc.url", "javax.persistence.jdbc.url", "hibernate.connection.url");

    private static final String MANAGED = "jboss.as.jpa.managed";

    /** The agent would hold all others in memory, too. */
    private static final Set<String> ASKED_FOR = Stream.concat(
                    URLS.stream(), Stream.of(JAKARTA_ACTION, JAVAX_ACTION, HIBERNATE_ACTION, MANAGED))
            .collect(Collectors.toUnmodifiableSet());

    public PersistenceUnit {
        properties = Map.copyOf(properties);
    }

    /**
     * The units of a WAR's own classes, and of the WARs and EJB JARs of an EAR, with those of their libraries. An
     * unreadable descriptor has none: WildFly will reject it.
     */
    public static List<PersistenceUnit> of(Descriptors descriptors) {
        List<PersistenceUnit> units = new ArrayList<>();
        for (String descriptor : Descriptors.PERSISTENCE) {
            for (byte[] content : descriptors.contents(descriptor)) {
                try {
                    units.addAll(of(content));
                } catch (XMLStreamException e) {
                    // It has none.
                }
            }
        }
        return List.copyOf(units);
    }

    /** The URL of its own connection; blank if it has none, like one with a data source. */
    public String url() {
        return dataSource.isBlank()
                ? URLS.stream()
                        .map(property -> properties.getOrDefault(property, ""))
                        .filter(url -> !url.isEmpty())
                        .findFirst()
                        .orElse("")
                : "";
    }

    /** Whether it has the server's default data source, for lack of anything that may say what it connects to. */
    public boolean isByDefault() {
        return !isLocal && dataSource.isBlank() && !isConnecting && !"false".equals(properties.get(MANAGED));
    }

    private static List<PersistenceUnit> of(byte[] descriptor) throws XMLStreamException {
        List<PersistenceUnit> units = new ArrayList<>();
        XMLStreamReader reader = DescriptorXml.reader(descriptor);
        String unit = "";
        boolean isLocal = false;
        String dataSource = "";
        boolean isConnecting = false;
        Map<String, String> properties = new HashMap<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (reader.getLocalName().equals("persistence-unit")) {
                    unit = attribute(reader, "name");
                    isLocal = attribute(reader, "transaction-type").equals("RESOURCE_LOCAL");
                } else if (reader.getLocalName().matches("(non-)?jta-data-source")) {
                    dataSource = reader.getElementText().strip();
                } else if (reader.getLocalName().equals("property")) {
                    String property = attribute(reader, "name");
                    isConnecting |= CONNECTIONS.matcher(property).find();
                    if (ASKED_FOR.contains(property)) {
                        properties.put(property, attribute(reader, "value"));
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("persistence-unit")) {
                units.add(new PersistenceUnit(unit, isLocal, dataSource, isConnecting, properties));
                // It may be within another, which is none.
                unit = "";
                isLocal = false;
                dataSource = "";
                isConnecting = false;
                properties.clear();
            }
        }
        return units;
    }

    /** Blank if it is not there. */
    private static String attribute(XMLStreamReader element, String name) {
        String value = element.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }
}
