package dev.slipway.line.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/** The deployment descriptors of an archive and of its modules that concern sign-in, sessions, persistence, jobs and names. */
public final class Descriptors {
    /** Their paths in the archive that contains them. */
    public static final String WEB = "WEB-INF/web.xml";

    public static final String JBOSS_WEB = "WEB-INF/jboss-web.xml";
    public static final String WEB_FRAGMENT = "META-INF/web-fragment.xml";
    public static final String JBOSS_APP = "META-INF/jboss-app.xml";
    public static final String EJB_JAR = "META-INF/ejb-jar.xml";
    public static final String OIDC_CLIENT = "WEB-INF/oidc.json";
    public static final String JBOSS_WEBSERVICES = "META-INF/jboss-webservices.xml";
    public static final String APPLICATION = Archives.APPLICATION;
    public static final String QUARTZ = "WEB-INF/classes/quartz.properties";
    public static final String SPRING = "WEB-INF/classes/application.properties";

    /** Spring also reads these: the second overrides the first, and {@link #SPRING} both. */
    public static final List<String> SPRING_YAML =
            List.of("WEB-INF/classes/application.yaml", "WEB-INF/classes/application.yml");

    /** The descriptors that may include JBoss's others; WildFly reads the first one present. */
    public static final List<String> JBOSS_ALL = List.of("WEB-INF/jboss-all.xml", "META-INF/jboss-all.xml");

    /** The descriptors of a WAR's own classes, and of an EJB JAR or a library. */
    static final List<String> PERSISTENCE =
            List.of("WEB-INF/classes/META-INF/persistence.xml", "META-INF/persistence.xml");

    /** The descriptors of module dependencies on the server. */
    public static final List<String> STRUCTURES =
            List.of("WEB-INF/jboss-deployment-structure.xml", "META-INF/jboss-deployment-structure.xml");

    private static final Pattern DATA_SOURCES = Pattern.compile("(WEB|META)-INF/[^/]*-ds\\.xml");

    private static final Pattern QUOTES = Pattern.compile("[\"']");

    private final Map<String, List<byte[]>> contents = new TreeMap<>();
    private final Map<String, Descriptors> wars = new TreeMap<>();
    private final Map<String, Descriptors> ejbJars = new TreeMap<>();
    private final Map<String, Descriptors> libraries = new TreeMap<>();

    Descriptors() {}

    /**
     * Reads the descriptors of an archive.
     *
     * @throws IOException if the archive or a nested one cannot be read
     */
    public static Descriptors of(Path archive) throws IOException {
        return DescriptorScan.of(archive);
    }

    /** Those of an EAR's WAR at this path. */
    Descriptors war(String path) {
        return wars.computeIfAbsent(fileName(path), name -> new Descriptors());
    }

    /** Those of an EAR's EJB JAR at this path. */
    Descriptors ejbJar(String path) {
        return ejbJars.computeIfAbsent(fileName(path), name -> new Descriptors());
    }

    /** Adds a descriptor, of an EAR's WAR unless that path is empty. */
    void add(String war, String name, byte[] content) {
        contents.computeIfAbsent(name, key -> new ArrayList<>()).add(content);
        if (!war.isEmpty()) {
            war(war).add("", name, content);
        }
    }

    /** Adds those of a library at this path, of an EAR's WAR unless that path is empty. */
    void addLibrary(String war, String path, Descriptors library) {
        (war.isEmpty() ? this : war(war)).libraries.put(fileName(path), library);
    }

    /** Whether a file of this name has data sources. */
    static boolean isDataSources(String name) {
        return DATA_SOURCES.matcher(name).matches();
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The file names of an EAR's WARs, packed or exploded. A WAR has none, even if it contains WARs for download. */
    public Set<String> wars() {
        return Collections.unmodifiableSet(wars.keySet());
    }

    /** The file names of an EAR's WARs that have one of these descriptors. */
    public Set<String> warsWith(List<String> names) {
        Set<String> found = new TreeSet<>(wars.keySet());
        found.removeIf(file -> names.stream().noneMatch(war(file)::has));
        return found;
    }

    /**
     * The descriptors of each WAR, by its file name.
     *
     * @param own the file name of an archive that is no EAR
     */
    public Map<String, Descriptors> byWar(String own) {
        return wars.isEmpty() ? Map.of(own, this) : Collections.unmodifiableMap(wars);
    }

    /**
     * The descriptors of each EJB JAR that an EAR's {@code application.xml} names, by its file name. Without an {@code application.xml}, of
     * each that has any.
     */
    public Map<String, Descriptors> byEjbJar() {
        return Collections.unmodifiableMap(ejbJars);
    }

    /** The descriptors of each of a WAR's libraries, by its file name, if it can be read as a stream. */
    public Map<String, Descriptors> byLibrary() {
        return Collections.unmodifiableMap(libraries);
    }

    /** The descriptors of this name. */
    public List<byte[]> contents(String name) {
        return Collections.unmodifiableList(contents.getOrDefault(name, List.of()));
    }

    /** Whether there is a descriptor of this name. */
    public boolean has(String name) {
        return contents.containsKey(name);
    }

    /** Whether a descriptor of this name has a match. */
    public boolean has(String name, Pattern text) {
        return contents(name).stream()
                .anyMatch(content -> text.matcher(new String(content, StandardCharsets.UTF_8))
                        .find());
    }

    /** The file names of data source descriptors with a match. */
    public Set<String> dataSources(Pattern text) {
        Set<String> names = new TreeSet<>();
        for (String name : contents.keySet()) {
            if (isDataSources(name) && has(name, text)) {
                names.add(fileName(name));
            }
        }
        return names;
    }

    /** The file names of the data source descriptors that have any of these names in quotes, by that. */
    public Map<String, Set<String>> dataSources(Set<String> names) {
        Map<String, Set<String>> files = new HashMap<>();
        contents.forEach((file, all) -> {
            if (isDataSources(file)) {
                all.stream()
                        .flatMap(content -> QUOTES.splitAsStream(new String(content, StandardCharsets.UTF_8)))
                        .filter(names::contains)
                        .forEach(name -> files.computeIfAbsent(name, key -> new TreeSet<>())
                                .add(fileName(file)));
            }
        });
        return files;
    }

    /**
     * The texts of an element anywhere in the descriptors of this name. An unreadable descriptor has none: WildFly will reject it.
     *
     * @param parent the local name of the element that it is within, directly or not
     * @param element the element's local name
     */
    public Set<String> texts(String name, String parent, String element) {
        Set<String> texts = new LinkedHashSet<>();
        for (byte[] content : contents.getOrDefault(name, List.of())) {
            try {
                texts.addAll(DescriptorXml.texts(content, parent, element));
            } catch (XMLStreamException e) {
                // It has none.
            }
        }
        return texts;
    }

    /** Whether a properties file of this name sets a property to {@code true}. */
    public boolean isTrue(String name, String property) {
        return properties(name)
                .anyMatch(properties ->
                        "true".equals(properties.getProperty(property, "").strip()));
    }

    /** The properties files of this name. One with a malformed escape ends before it. */
    public Stream<Properties> properties(String name) {
        return contents(name).stream().map(Descriptors::load);
    }

    private static Properties load(byte[] content) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(content));
        } catch (IOException | IllegalArgumentException e) {
            // Omits the rest after a malformed escape.
        }
        return properties;
    }
}
