package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.Descriptors;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The modules of an EAR that have another name in each version, since maven-ear-plugin writes the version into the file name. WildFly
 * keeps by that name what the next version will not find.
 */
final class VersionedNames {
    /** A file's name has no more bytes. */
    private static final int LONGEST = 255;

    private static final Pattern VERSIONED = Pattern.compile(".*[-_]v?[0-9]+([-.].*)?\\.[jw]ar");
    private static final String MODULE_NAME = "module-name";

    private VersionedNames() {}

    /** The WARs whose sessions are lost, where any WAR of the EAR is {@code <distributable/>}: sessions belong to the file name. */
    static Set<String> ofSessions(Descriptors descriptors) {
        return descriptors.texts(Descriptors.WEB, "web-app", "distributable").isEmpty()
                ? Set.of()
                : versioned(descriptors.wars());
    }

    /** The WARs and EJB JARs whose timers are lost: timers belong to the {@code module-name}, or else to the file name. */
    static Set<String> ofTimers(Descriptors descriptors) {
        Set<String> names = new TreeSet<>();
        if (!descriptors.wars().isEmpty()) {
            descriptors
                    .byWar("")
                    .forEach((file, war) ->
                            names.add(name(file, ".war", war.texts(Descriptors.WEB, "web-app", MODULE_NAME))));
        }
        descriptors
                .byEjbJar()
                .forEach((file, jar) ->
                        names.add(name(file, ".jar", jar.texts(Descriptors.EJB_JAR, "ejb-jar", MODULE_NAME))));
        return versioned(names);
    }

    private static String name(String file, String ending, Set<String> modules) {
        return modules.stream().findFirst().map(module -> module + ending).orElse(file);
    }

    private static Set<String> versioned(Collection<String> names) {
        return names.stream().filter(VersionedNames::isVersioned).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether there is a version in the file name of a WAR or JAR. */
    static boolean isVersioned(String name) {
        return name.length() <= LONGEST && VERSIONED.matcher(name).matches();
    }
}
