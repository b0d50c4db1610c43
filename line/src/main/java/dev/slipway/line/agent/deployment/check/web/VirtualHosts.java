package dev.slipway.line.agent.deployment.check.web;

import dev.slipway.line.archive.Descriptors;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks which host of a server an archive's WARs are for. A service's workers have one only, and no WAR for another one starts. */
public final class VirtualHosts {
    private static final String PARENT = "jboss-web";

    /** What each worker has, by the element that names it. */
    private static final Map<String, String> KNOWN =
            Map.of("virtual-host", "default-host", "server-instance", "default-server");

    private VirtualHosts() {}

    /** The elements that name what no worker has; an expression may yield what it has. */
    public static Set<String> unknown(Descriptors archive) {
        Set<String> unknown = new TreeSet<>();
        for (Descriptors war : archive.byWar("").values()) {
            KNOWN.forEach((element, known) -> {
                // Of several, WildFly takes the first.
                names(war, element).stream()
                        .findFirst()
                        .filter(name -> !name.equals(known) && !name.contains("${"))
                        .ifPresent(name -> unknown.add("<" + element + ">" + name + "</" + element + ">"));
            });
        }
        return unknown;
    }

    /** WildFly ignores a {@code jboss-all.xml} beside a {@code jboss-web.xml}. */
    private static Set<String> names(Descriptors war, String element) {
        Optional<String> read = Stream.concat(Stream.of(Descriptors.JBOSS_WEB), Descriptors.JBOSS_ALL.stream())
                .filter(war::has)
                .findFirst();
        return read.map(name -> war.texts(name, PARENT, element)).orElse(Set.of());
    }
}
