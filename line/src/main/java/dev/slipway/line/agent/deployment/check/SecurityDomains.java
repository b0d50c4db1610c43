package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.Descriptors;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the security domains in an archive's descriptors. With an unknown domain, WildFly ignores the archive's role
 * constraints and serves its pages to everybody, so such an archive is refused.
 */
final class SecurityDomains {
    private static final String OLD_PREFIX = "java:/jaas/";
    private static final String KNOWN = "other";
    private static final String WEB = "jboss-web";
    private static final String APP = "jboss-app";

    private SecurityDomains() {}

    /**
     * The unknown domains, by name. An unreadable descriptor is left for WildFly to reject. Domains in a {@code
     * jboss-all.xml} count as effective, although WildFly ignores them for a WAR with a {@code jboss-web.xml}.
     */
    static Set<String> unknown(Descriptors descriptors) {
        return Stream.of(
                        domains(descriptors, Descriptors.JBOSS_WEB, WEB),
                        domains(descriptors, Descriptors.JBOSS_APP, APP),
                        Descriptors.JBOSS_ALL.stream().flatMap(name -> domains(descriptors, name, WEB)),
                        Descriptors.JBOSS_ALL.stream().flatMap(name -> domains(descriptors, name, APP)))
                .flatMap(domains -> domains)
                .map(name -> name.startsWith(OLD_PREFIX) ? name.substring(OLD_PREFIX.length()) : name)
                .filter(name -> !name.equals(KNOWN))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> domains(Descriptors descriptors, String name, String parent) {
        return descriptors.texts(name, parent, "security-domain").stream();
    }
}
