package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Descriptors;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The WARs of an EAR whose sessions the next version will not find: WildFly keeps those of {@code <distributable/>} archives by the
 * file name, and maven-ear-plugin writes the version into it.
 */
final class SessionNames {
    /** A file's name has no more bytes. */
    private static final int LONGEST = 255;

    private static final Pattern VERSIONED = Pattern.compile(".*[-_]v?[0-9]+([-.].*)?\\.war");

    private SessionNames() {}

    /** Those with a version in their names, where any WAR of it is distributable. */
    static Set<String> versioned(Descriptors descriptors) {
        return descriptors.texts(Descriptors.WEB, "web-app", "distributable").isEmpty()
                ? Set.of()
                : descriptors.wars().stream()
                        .filter(name -> name.length() <= LONGEST)
                        .filter(name -> VERSIONED.matcher(name).matches())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
