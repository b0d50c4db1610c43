package dev.slipway.line.agent.deployment.check.web;

import dev.slipway.line.archive.ContextRoots;
import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The context root of a WAR.
 *
 * @param said what its {@code jboss-web.xml} or {@code jboss-all.xml} says: blank if it says nothing, empty if that is not known
 * @param byModule where WildFly serves it if it says nothing; empty if that is not known
 * @param hasJbossWeb whether it has a {@code jboss-web.xml}, beside which WildFly ignores a {@code jboss-all.xml}
 */
public record WarRoot(Optional<String> said, Optional<String> byModule, boolean hasJbossWeb) {
    /** That of an EAR, which has those of its WARs. */
    public static final WarRoot UNKNOWN = new WarRoot(Optional.empty(), Optional.empty(), false);

    /**
     * That of a WAR.
     *
     * @throws IOException if it is not an archive
     */
    public static WarRoot of(Path war, String service, Descriptors descriptors) throws IOException {
        boolean hasJbossWeb = descriptors.has(Descriptors.JBOSS_WEB);
        return new WarRoot(ContextRoots.ofWar(war, ""), ContextRoots.byModule(war, service), hasJbossWeb);
    }

    /** Whether it says nothing. */
    boolean isUnnamed() {
        return said.filter(String::isEmpty).isPresent();
    }

    /** Whether it names this one. */
    public boolean isNamed(String root) {
        return said.equals(Optional.of(root));
    }

    /** Where WildFly serves it, unless the service is at {@code /}; empty if that is not known. */
    public Optional<String> served() {
        return isUnnamed() ? byModule : said;
    }

    /** What says where it is served. */
    public String source(String service) {
        if (isUnnamed() && !byModule.equals(Optional.of("/" + service))) {
            return "module-name in web.xml";
        }
        return isUnnamed() || hasJbossWeb ? "jboss-web.xml" : "jboss-all.xml";
    }
}
