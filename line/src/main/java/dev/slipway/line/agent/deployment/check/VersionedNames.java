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

    private static final String NAMES_THAT_STAY = "For names that stay, in maven-ear-plugin:"
            + " <outputFileNameMapping>@{artifactId}@.@{extension}@</outputFileNameMapping>";

    private VersionedNames() {}

    /** The WARs whose sessions are lost, where any WAR of the EAR is {@code <distributable/>}: sessions belong to the file name. */
    static Set<String> ofSessions(Descriptors descriptors) {
        return descriptors.texts(Descriptors.WEB, "web-app", "distributable").isEmpty()
                ? Set.of()
                : versioned(descriptors.wars());
    }

    /** The warning about these: under another file name, WildFly begins with no sessions. */
    static String warningOfSessions(Set<String> wars) {
        return "The version is in the names of its WARs (" + String.join(", ", wars)
                + "), by which WildFly keeps their sessions: with the next version they are gone. " + NAMES_THAT_STAY;
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

    /**
     * The warning about these: under another module's name, WildFly finds no timers, and creates only those of
     * {@code @Schedule} itself.
     */
    static String warningOfTimers(Set<String> modules) {
        return "It creates EJB timers by TimerService, and the version is in the names of its modules ("
                + String.join(", ", modules)
                + "), by which WildFly keeps the persistent ones: with the next version they are gone. "
                + NAMES_THAT_STAY;
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
