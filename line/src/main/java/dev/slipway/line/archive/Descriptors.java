package dev.slipway.line.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * The deployment descriptors of an archive and of its modules that concern sign-in, sessions, persistence, jobs and names. They are
 * read in one pass over a stream, since an archive may be larger than the heap.
 */
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

    private static final Set<String> NAMES = Set.of(
            WEB,
            JBOSS_WEB,
            JBOSS_APP,
            OIDC_CLIENT,
            JBOSS_ALL.get(0),
            JBOSS_ALL.get(1),
            STRUCTURES.get(0),
            STRUCTURES.get(1),
            APPLICATION,
            QUARTZ,
            SPRING,
            SPRING_YAML.get(0),
            SPRING_YAML.get(1),
            PERSISTENCE.get(0));
    private static final String QUARTZ_OF_JAR = "quartz.properties";
    private static final Set<String> EJB_NAMES = Set.of(EJB_JAR, JBOSS_WEBSERVICES, PERSISTENCE.get(1), QUARTZ_OF_JAR);
    private static final Set<String> LIBRARY_NAMES = Set.of(WEB_FRAGMENT, PERSISTENCE.get(1));
    private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/[^/]+\\.jar");
    private static final Pattern LIBRARY_OF_EAR = Pattern.compile("lib/[^/]+\\.jar");
    private static final Pattern DATA_SOURCES = Pattern.compile("(WEB|META)-INF/[^/]*-ds\\.xml");

    private static final Pattern QUOTES = Pattern.compile("[\"']");

    private final Map<String, List<byte[]>> contents = new TreeMap<>();
    private final Map<String, Descriptors> wars = new TreeMap<>();
    private final Map<String, Descriptors> ejbJars = new TreeMap<>();
    private final Map<String, Descriptors> libraries = new TreeMap<>();

    private Descriptors() {}

    /**
     * Reads the descriptors of an archive.
     *
     * @throws IOException if the archive or a nested one cannot be read
     */
    public static Descriptors of(Path archive) throws IOException {
        Descriptors descriptors = new Descriptors();
        DescriptorReader reader = new DescriptorReader();
        DescriptorReader ofLibraries = new DescriptorReader(NestedArchives.MOST_UNPACKED);
        try (ZipFile zip = Archives.open(archive)) {
            EarModules modules = EarModules.of(zip, reader);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String war = modules.unpackedWar(entry.getName());
                String name = war.isEmpty() ? entry.getName() : entry.getName().substring(war.length() + 1);
                boolean isPacked = war.isEmpty() && modules.deploysWar(name);
                if (!war.isEmpty()) {
                    if (!modules.deploysWar(war)) {
                        continue;
                    }
                    descriptors.war(war);
                }
                if (isWanted(name) || isLibrary(name)) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        descriptors.take(reader, ofLibraries, war, name, content);
                    }
                } else if (isPacked) {
                    descriptors.war(name);
                    reader.readWithin(
                            name,
                            zip.getInputStream(entry),
                            (inner, content) -> descriptors.take(reader, ofLibraries, name, inner, content));
                } else if (modules.isEar() && isLibraryOfEar(entry.getName())) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        ofLibraries.readLibrary(
                                name,
                                content,
                                PERSISTENCE.get(1)::equals,
                                (inner, bytes) -> descriptors.add("", inner, bytes));
                    }
                }
            }
            descriptors.addEjbJars(zip, reader, modules);
        }
        return descriptors;
    }

    /** Takes an entry into account, of an EAR's WAR unless that path is empty. */
    private void take(
            DescriptorReader reader, DescriptorReader ofLibraries, String war, String name, InputStream content)
            throws IOException {
        if (isLibrary(name)) {
            Descriptors library = new Descriptors();
            boolean isRead = ofLibraries.readLibrary(name, content, LIBRARY_NAMES::contains, (inner, bytes) -> {
                if (PERSISTENCE.contains(inner)) {
                    // Its persistence units are the WAR's.
                    add(war, inner, bytes);
                } else {
                    library.add("", inner, bytes);
                }
            });
            if (isRead) {
                (war.isEmpty() ? this : war(war)).libraries.put(fileName(name), library);
            }
        } else if (isWanted(name)) {
            add(war, name, reader.read(name, content));
        }
    }

    /** Adds those of EJB JARs. Without an {@code application.xml}, they may be any JARs outside of {@code lib}. */
    private void addEjbJars(ZipFile ear, DescriptorReader reader, EarModules modules) throws IOException {
        for (String path : modules.ejbJars()) {
            ZipEntry jar = ear.getEntry(path);
            if (jar != null) {
                if (modules.isListed()) {
                    ejbJar(path);
                }
                reader.readWithin(
                        path,
                        ear.getInputStream(jar),
                        EJB_NAMES::contains,
                        (inner, content) -> addOfJar(path, inner, content));
            }
        }
    }

    /** Neither a {@code persistence.xml} nor a {@code quartz.properties} makes it an EJB JAR. */
    private void addOfJar(String path, String name, byte[] content) {
        if (PERSISTENCE.contains(name) || name.equals(QUARTZ_OF_JAR)) {
            add("", name.equals(QUARTZ_OF_JAR) ? QUARTZ : name, content);
        } else {
            ejbJar(path).add("", name, content);
        }
    }

    private Descriptors ejbJar(String path) {
        return ejbJars.computeIfAbsent(fileName(path), name -> new Descriptors());
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isWanted(String name) {
        return NAMES.contains(name) || DATA_SOURCES.matcher(name).matches();
    }

    private static boolean isLibrary(String name) {
        return LIBRARY.matcher(name).matches();
    }

    private static boolean isLibraryOfEar(String name) {
        return LIBRARY_OF_EAR.matcher(name).matches();
    }

    private Descriptors war(String path) {
        return wars.computeIfAbsent(fileName(path), name -> new Descriptors());
    }

    /** Adds a descriptor, of an EAR's WAR unless that path is empty. */
    private void add(String war, String name, byte[] content) {
        contents.computeIfAbsent(name, key -> new ArrayList<>()).add(content);
        if (!war.isEmpty()) {
            war(war).add("", name, content);
        }
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
            if (DATA_SOURCES.matcher(name).matches() && has(name, text)) {
                names.add(fileName(name));
            }
        }
        return names;
    }

    /** The file names of the data source descriptors that have any of these names in quotes, by that. */
    public Map<String, Set<String>> dataSources(Set<String> names) {
        Map<String, Set<String>> files = new HashMap<>();
        contents.forEach((file, all) -> {
            if (DATA_SOURCES.matcher(file).matches()) {
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
