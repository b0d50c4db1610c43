package dev.slipway.line.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The context roots of an EAR's WARs: from {@code application.xml}, else from the WAR's {@code jboss-web.xml} or {@code jboss-all.xml},
 * else from the names of EAR and WAR, or, if there is no {@code application.xml}, from the WAR's {@code module-name} or file name.
 * The context root of a single WAR is the server's to set.
 */
public final class ContextRoots {
    /** The descriptors that may define it; WildFly reads the first one present. */
    private static final List<String> DESCRIPTORS =
            List.of(Descriptors.JBOSS_WEB, Descriptors.JBOSS_ALL.get(0), Descriptors.JBOSS_ALL.get(1));

    private static final Set<String> ALL_DESCRIPTORS =
            Set.of(Descriptors.JBOSS_WEB, Descriptors.JBOSS_ALL.get(0), Descriptors.JBOSS_ALL.get(1), Descriptors.WEB);

    /** The context roots that the ledger accepts. */
    private static final Pattern KNOWN = Pattern.compile("/[0-9A-Za-z._~/-]{0,99}");

    private ContextRoots() {}

    /**
     * The context roots of an archive. Each begins with a slash, and none but {@code /} ends with one.
     *
     * @param ear the name under which an EAR is deployed, without {@code .ear}: that of the service
     * @return empty if it is not an EAR, if a root is not known before run time, such as an expression, or if a descriptor is
     *     unreadable, which WildFly will reject
     * @throws IOException if it is not an archive
     */
    public static Set<String> of(Path archive, String ear) throws IOException {
        Set<String> roots = new TreeSet<>();
        DescriptorReader reader = new DescriptorReader();
        try (ZipFile zip = Archives.open(archive)) {
            EarModules modules = EarModules.of(zip, reader);
            String folder = modules.isListed() ? ear + "/" : null;
            NavigableSet<String> names =
                    zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
            for (Map.Entry<String, String> war : modules.wars().entrySet()) {
                if (isThere(names, war.getKey())) {
                    roots.add(path(
                            war.getValue().isEmpty() ? ownRoot(reader, zip, war.getKey(), folder) : war.getValue()));
                }
            }
        } catch (XMLStreamException e) {
            return Set.of();
        }
        return roots.stream().allMatch(ContextRoots::isKnown) ? roots : Set.of();
    }

    /**
     * The context root in a WAR's own {@code jboss-web.xml} or {@code jboss-all.xml}.
     *
     * @return empty if there is none, or it is not a path, such as an expression
     * @throws IOException if it is not an archive
     */
    public static Optional<String> own(Path war) throws IOException {
        return ofWar(war, "").filter(root -> !root.isEmpty());
    }

    /**
     * What a WAR's own {@code jboss-web.xml} or {@code jboss-all.xml} says, or the one that the server gives it where that says none.
     *
     * @param unnamed what the server gives it
     * @return nothing where what it says is not known before it runs, such as an expression, or cannot be read
     * @throws IOException where it is no archive
     */
    public static Optional<String> ofWar(Path war, String unnamed) throws IOException {
        try (ZipFile zip = Archives.open(war)) {
            Optional<String> root = root(read(new DescriptorReader(), zip, ""));
            return root.isEmpty()
                    ? Optional.of(unnamed)
                    : root.map(ContextRoots::path).filter(ContextRoots::isKnown);
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    /**
     * Where WildFly serves a WAR whose {@code jboss-web.xml} names no context root: by the {@code module-name} in its {@code web.xml}, or else by
     * its file name.
     *
     * @param name its file name, without {@code .war}: that of the service
     * @return empty if it is not known before run time, such as an expression, or the descriptor is unreadable
     * @throws IOException if it is not an archive
     */
    public static Optional<String> byModule(Path war, String name) throws IOException {
        try (ZipFile zip = Archives.open(war)) {
            return Optional.of(path(
                            moduleName(read(new DescriptorReader(), zip, "")).orElse(name)))
                    .filter(ContextRoots::isKnown);
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static String name(String war) {
        return war.substring(war.lastIndexOf('/') + 1).replaceFirst("\\.war$", "");
    }

    private static String path(String root) {
        int start = 0;
        int end = root.length();
        while (start < end && isTrimmed(root.charAt(start))) {
            start++;
        }
        while (end > start && isTrimmed(root.charAt(end - 1))) {
            end--;
        }
        return "/" + root.substring(start, end);
    }

    private static boolean isTrimmed(char character) {
        return character == '/' || Character.isWhitespace(character);
    }

    private static boolean isKnown(String root) {
        return KNOWN.matcher(root).matches();
    }

    /** The WAR may be packed or exploded; an exploded one's folder may lack an entry. */
    private static boolean isThere(NavigableSet<String> names, String war) {
        String inFolder = names.ceiling(war + "/");
        return names.contains(war) || inFolder != null && inFolder.startsWith(war + "/");
    }

    /**
     * That of a WAR which {@code application.xml} gives none.
     *
     * @param folder the path before its file name; null if there is no {@code application.xml}, where WildFly goes by the {@code module-name}
     */
    private static String ownRoot(DescriptorReader reader, ZipFile ear, String war, @Nullable String folder)
            throws IOException, XMLStreamException {
        Map<String, byte[]> descriptors = read(reader, ear, war + "/");
        ZipEntry packed = ear.getEntry(war);
        if (descriptors.isEmpty() && packed != null && !packed.isDirectory()) {
            reader.readWithin(war, ear.getInputStream(packed), ALL_DESCRIPTORS::contains, descriptors::putIfAbsent);
        }
        Optional<String> root = root(descriptors);
        if (root.isPresent()) {
            return root.get();
        }
        return folder == null ? moduleName(descriptors).orElse(name(war)) : folder + name(war);
    }

    private static Optional<String> moduleName(Map<String, byte[]> descriptors) throws XMLStreamException {
        byte[] web = descriptors.get(Descriptors.WEB);
        return web == null
                ? Optional.empty()
                : DescriptorXml.texts(web, "web-app", "module-name").stream()
                        .filter(name -> !name.isEmpty())
                        .findFirst();
    }

    /** The descriptors that a WAR has below this path of the archive. */
    private static Map<String, byte[]> read(DescriptorReader reader, ZipFile archive, String path) throws IOException {
        Map<String, byte[]> descriptors = new HashMap<>();
        for (String name : ALL_DESCRIPTORS) {
            ZipEntry entry = archive.getEntry(path + name);
            if (entry != null) {
                descriptors.put(name, reader.read(name, archive.getInputStream(entry)));
            }
        }
        return descriptors;
    }

    private static Optional<String> root(Map<String, byte[]> descriptors) throws XMLStreamException {
        for (String name : DESCRIPTORS) {
            byte[] descriptor = descriptors.get(name);
            if (descriptor != null) {
                return DescriptorXml.texts(descriptor, "jboss-web", "context-root").stream()
                        .findFirst();
            }
        }
        return Optional.empty();
    }
}
