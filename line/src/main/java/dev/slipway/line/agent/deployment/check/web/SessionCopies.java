package dev.slipway.line.agent.deployment.check.web;

import dev.slipway.line.archive.Descriptors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds whether the workers copy an archive's sessions to each other: otherwise a session ends with its worker. */
public final class SessionCopies {
    private static final String DISTRIBUTABLE = "distributable";

    /** With these, WildFly reads no library's descriptor, or not all of them. */
    private static final Pattern WITHOUT_FRAGMENTS =
            Pattern.compile("metadata-complete\\s*=\\s*[\"']true|<(\\w+:)?absolute-ordering\\b");

    private SessionCopies() {}

    /** Whether any of the archive's WARs says that its sessions are to be copied, or the EAR does of those that they share. */
    public static boolean areAskedFor(Descriptors descriptors) {
        return descriptors.byWar("").values().stream().anyMatch(SessionCopies::isDistributable)
                || Descriptors.JBOSS_ALL.stream()
                        .anyMatch(name -> !descriptors
                                .texts(name, "shared-session-config", DISTRIBUTABLE)
                                .isEmpty());
    }

    private static boolean isDistributable(Descriptors war) {
        return !war.texts(Descriptors.WEB, "web-app", DISTRIBUTABLE).isEmpty();
    }

    /** The warnings about WARs that say so while a library of theirs does not. */
    public static List<String> turnedOff(Map<String, Descriptors> wars) {
        List<String> warnings = new ArrayList<>();
        wars.forEach((name, war) -> {
            Set<String> libraries = isDistributable(war) && !war.has(Descriptors.WEB, WITHOUT_FRAGMENTS)
                    ? librariesWithout(war)
                    : Set.of();
            if (!libraries.isEmpty()) {
                warnings.add("The META-INF/web-fragment.xml of " + String.join(", ", libraries)
                        + " lacks <distributable/>, which turns off that of the web.xml of " + name + " (WFLYUT0081):"
                        + " each deployment ends its sessions. Add it to that file, or <absolute-ordering/> to web.xml"
                        + " if no library has servlets, filters, listeners or initializers");
            }
        });
        return List.copyOf(warnings);
    }

    private static Set<String> librariesWithout(Descriptors war) {
        Set<String> names = new TreeSet<>();
        war.byLibrary().forEach((name, library) -> {
            if (library.has(Descriptors.WEB_FRAGMENT)
                    && library.texts(Descriptors.WEB_FRAGMENT, "web-fragment", DISTRIBUTABLE)
                            .isEmpty()) {
                names.add(name);
            }
        });
        return names;
    }
}
