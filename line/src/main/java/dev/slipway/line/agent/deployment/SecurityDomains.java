package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Descriptors;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the security domains in an archive's descriptors. With an unknown domain, WildFly ignores the archive's role
 * constraints and serves its pages to everybody, so such an archive is refused.
 */
public final class SecurityDomains {
    private static final String OLD_PREFIX = "java:/jaas/";
    private static final String KNOWN = "other";

    private SecurityDomains() {}

    /** The unknown domains, by name. An unreadable descriptor is left for WildFly to reject. */
    static Set<String> unknown(Descriptors descriptors) {
        return Stream.of(Descriptors.JBOSS_WEB, Descriptors.JBOSS_APP)
                .flatMap(name -> descriptors.texts(name, "security-domain").stream())
                .map(name -> name.startsWith(OLD_PREFIX) ? name.substring(OLD_PREFIX.length()) : name)
                .filter(name -> !name.equals(KNOWN))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
