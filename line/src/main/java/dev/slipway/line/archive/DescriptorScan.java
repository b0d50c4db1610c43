package dev.slipway.line.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the descriptors of an archive and of its modules, in one pass over a stream, since an archive may be larger than the heap. */
final class DescriptorScan {
    private static final Set<String> NAMES = Set.of(
            Descriptors.WEB,
            Descriptors.JBOSS_WEB,
            Descriptors.JBOSS_APP,
            Descriptors.OIDC_CLIENT,
            Descriptors.JBOSS_ALL.get(0),
            Descriptors.JBOSS_ALL.get(1),
            Descriptors.STRUCTURES.get(0),
            Descriptors.STRUCTURES.get(1),
            Descriptors.APPLICATION,
            Descriptors.QUARTZ,
            Descriptors.SPRING,
            Descriptors.SPRING_YAML.get(0),
            Descriptors.SPRING_YAML.get(1),
            Descriptors.PERSISTENCE.get(0));
    private static final String PERSISTENCE_OF_JAR = Descriptors.PERSISTENCE.get(1);
    private static final String QUARTZ_OF_JAR = "quartz.properties";
    private static final Set<String> EJB_NAMES =
            Set.of(Descriptors.EJB_JAR, Descriptors.JBOSS_WEBSERVICES, PERSISTENCE_OF_JAR, QUARTZ_OF_JAR);
    private static final Set<String> LIBRARY_NAMES = Set.of(Descriptors.WEB_FRAGMENT, PERSISTENCE_OF_JAR);
    private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/[^/]+\\.jar");
    private static final Pattern LIBRARY_OF_EAR = Pattern.compile("lib/[^/]+\\.jar");

    private final Descriptors found = new Descriptors();
    private final DescriptorReader reader = new DescriptorReader();
    private final DescriptorReader ofLibraries = new DescriptorReader(Archives.MOST_UNPACKED);
    private final ZipFile archive;
    private final EarModules modules;

    private DescriptorScan(ZipFile archive) throws IOException {
        this.archive = archive;
        modules = EarModules.of(archive, reader);
    }

    /** Those of an archive. */
    static Descriptors of(Path archive) throws IOException {
        try (ZipFile zip = Archives.open(archive)) {
            DescriptorScan scan = new DescriptorScan(zip);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                scan.visit(entries.nextElement());
            }
            scan.visitEjbJars();
            return scan.found;
        }
    }

    private void visit(ZipEntry entry) throws IOException {
        String name = entry.getName();
        String war = modules.unpackedWar(name);
        if (!war.isEmpty()) {
            if (modules.deploysWar(war)) {
                found.war(war);
                visit(war, name.substring(war.length() + 1), entry);
            }
        } else if (modules.deploysWar(name)) {
            found.war(name);
            reader.readWithin(name, archive.getInputStream(entry), (inner, content) -> take(name, inner, content));
        } else if (modules.isEar() && LIBRARY_OF_EAR.matcher(name).matches()) {
            try (InputStream content = archive.getInputStream(entry)) {
                ofLibraries.readLibrary(
                        name, content, PERSISTENCE_OF_JAR::equals, (inner, bytes) -> found.add("", inner, bytes));
            }
        } else {
            visit("", name, entry);
        }
    }

    private void visit(String war, String name, ZipEntry entry) throws IOException {
        if (isWanted(name) || isLibrary(name)) {
            try (InputStream content = archive.getInputStream(entry)) {
                take(war, name, content);
            }
        }
    }

    /** Takes an entry into account, of an EAR's WAR unless that path is empty. */
    private void take(String war, String name, InputStream content) throws IOException {
        if (isLibrary(name)) {
            Descriptors library = new Descriptors();
            boolean isRead = ofLibraries.readLibrary(name, content, LIBRARY_NAMES::contains, (inner, bytes) -> {
                if (inner.equals(PERSISTENCE_OF_JAR)) {
                    // Its persistence units are the WAR's.
                    found.add(war, inner, bytes);
                } else {
                    library.add("", inner, bytes);
                }
            });
            if (isRead) {
                found.addLibrary(war, name, library);
            }
        } else if (isWanted(name)) {
            found.add(war, name, reader.read(name, content));
        }
    }

    /** Adds those of EJB JARs, or of all that may be some. */
    private void visitEjbJars() throws IOException {
        for (String path : modules.ejbJars()) {
            ZipEntry jar = archive.getEntry(path);
            if (jar != null) {
                if (modules.isListed()) {
                    found.ejbJar(path);
                }
                reader.readWithin(
                        path,
                        archive.getInputStream(jar),
                        EJB_NAMES::contains,
                        (inner, content) -> addOfJar(path, inner, content));
            }
        }
    }

    /** Neither a {@code persistence.xml} nor a {@code quartz.properties} makes it an EJB JAR. */
    private void addOfJar(String path, String name, byte[] content) {
        if (name.equals(PERSISTENCE_OF_JAR)) {
            found.add("", name, content);
        } else if (name.equals(QUARTZ_OF_JAR)) {
            found.add("", Descriptors.QUARTZ, content);
        } else {
            found.ejbJar(path).add("", name, content);
        }
    }

    private static boolean isWanted(String name) {
        return NAMES.contains(name) || Descriptors.isDataSources(name);
    }

    private static boolean isLibrary(String name) {
        return LIBRARY.matcher(name).matches();
    }
}
