package dev.slipway.line.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The modules of an EAR that WildFly deploys: those that its {@code application.xml} names, or without one, the WARs and JARs in any
 * folder but {@code lib}. A WAR has none, even if it contains WARs for download.
 */
public final class EarModules {
    private static final String WAR = ".war";
    private static final String IN_WAR = WAR + "/";
    private static final String JAR = ".jar";
    private static final String LIBRARIES = "lib/";

    private final boolean isEar;
    private final boolean isListed;
    private final Map<String, String> wars;
    private final Set<String> ejbJars;

    private EarModules(boolean isEar, boolean isListed, Map<String, String> wars, Set<String> ejbJars) {
        this.isEar = isEar;
        this.isListed = isListed;
        this.wars = Collections.unmodifiableMap(wars);
        this.ejbJars = Collections.unmodifiableSet(ejbJars);
    }

    /** Those of an archive of which no other descriptor is read. */
    public static EarModules of(ZipFile archive) throws IOException {
        return of(archive, new DescriptorReader());
    }

    /**
     * Those of an archive. An {@code application.xml} that is unreadable names none and leaves none out: WildFly will reject it.
     *
     * @throws IOException if the archive cannot be read
     */
    static EarModules of(ZipFile archive, DescriptorReader reader) throws IOException {
        if (!Archives.isEar(archive)) {
            return new EarModules(false, false, Map.of(), Set.of());
        }
        ZipEntry application = archive.getEntry(Archives.APPLICATION);
        if (application == null) {
            return found(archive);
        }
        try (InputStream content = archive.getInputStream(application)) {
            return listed(reader.read(Archives.APPLICATION, content));
        } catch (XMLStreamException e) {
            return new EarModules(true, false, Map.of(), Set.of());
        }
    }

    private static EarModules found(ZipFile ear) {
        Map<String, String> wars = new TreeMap<>();
        Set<String> ejbJars = new TreeSet<>();
        Enumeration<? extends ZipEntry> entries = ear.entries();
        while (entries.hasMoreElements()) {
            String name = entries.nextElement().getName();
            String unpacked = warAround(name);
            String war = unpacked.isEmpty() ? name : unpacked;
            if (isFoundWar(war)) {
                wars.put(war, "");
            } else if (isFoundJar(name)) {
                ejbJars.add(name);
            }
        }
        return new EarModules(true, false, wars, ejbJars);
    }

    private static EarModules listed(byte[] application) throws XMLStreamException {
        Map<String, String> wars = new TreeMap<>();
        Set<String> ejbJars = new TreeSet<>();
        XMLStreamReader reader = DescriptorXml.reader(application);
        String war = null;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                if (reader.getLocalName().equals("web-uri")) {
                    war = normal(reader.getElementText().strip());
                    wars.put(war, "");
                } else if (reader.getLocalName().equals("context-root") && war != null) {
                    wars.put(war, reader.getElementText().strip());
                } else if (reader.getLocalName().equals("ejb")) {
                    ejbJars.add(normal(reader.getElementText().strip()));
                }
            }
        }
        return new EarModules(true, true, wars, ejbJars);
    }

    public boolean isEar() {
        return isEar;
    }

    /** Whether an {@code application.xml} names them. */
    boolean isListed() {
        return isListed;
    }

    /** The paths of its WARs, packed or exploded, and the context roots that {@code application.xml} gives them; blank if it gives none. */
    Map<String, String> wars() {
        return wars;
    }

    /** The paths of its EJB JARs; if none are listed, of all JARs that may be some. */
    Set<String> ejbJars() {
        return ejbJars;
    }

    /** Whether the WAR at this path is deployed. */
    public boolean deploysWar(String path) {
        return isListed ? wars.containsKey(normal(path)) : isEar && isFoundWar(path);
    }

    /** Whether the JAR at this path is deployed as an EJB JAR, or may be. */
    public boolean deploysJar(String path) {
        return isListed ? ejbJars.contains(normal(path)) : isEar && isFoundJar(path);
    }

    /** The path of the exploded WAR that an entry is in; empty if it is in none. */
    public String unpackedWar(String entry) {
        return isEar ? warAround(entry) : "";
    }

    private static String warAround(String entry) {
        int end = entry.indexOf(IN_WAR);
        return end < 0 ? "" : entry.substring(0, end + WAR.length());
    }

    private static boolean isFoundWar(String path) {
        return path.endsWith(WAR) && !path.startsWith(LIBRARIES);
    }

    private static boolean isFoundJar(String path) {
        return path.endsWith(JAR) && !path.startsWith(LIBRARIES) && !path.contains(IN_WAR);
    }

    /** The path as WildFly follows it: {@code ./shop.war} and {@code /shop.war} are {@code shop.war}. */
    private static String normal(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
