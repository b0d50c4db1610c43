package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Archives;
import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The WARs of an EAR whose sessions the next version will not find: WildFly keeps those of {@code <distributable/>} archives by the
 * file name, and maven-ear-plugin writes the version into it.
 */
final class SessionNames {
    private static final Pattern VERSIONED =
            Pattern.compile("(?!WEB-INF/)(.*/)?[^/]*[-_]v?[0-9]+(\\.[0-9]+)*([-.][^/]*)?\\.war");

    private SessionNames() {}

    /**
     * Those with a version in their names, where any WAR of it is distributable.
     *
     * @throws IOException where the archive cannot be read
     */
    static Set<String> versioned(Path archive) throws IOException {
        Set<String> wars;
        try (ZipFile zip = Archives.open(archive)) {
            wars = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> VERSIONED.matcher(name).matches())
                    .map(name -> name.substring(name.lastIndexOf('/') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        return wars.isEmpty()
                        || Descriptors.texts(archive, "WEB-INF/web.xml"::equals, "distributable")
                                .isEmpty()
                ? Set.of()
                : wars;
    }
}
