package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.deployment.check.web.ContextRootCheck;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.roll.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks where the SOAP endpoints of EJB JARs are: WildFly derives their context root from the file name. */
final class EndpointRoots {
    private EndpointRoots() {}

    /**
     * The warnings about those at a path that httpd does not lead to, or that changes with the version.
     *
     * @param jars the paths of the JARs whose endpoints do not name their context root
     */
    static List<String> warnings(Set<String> jars, Descriptors descriptors, Host host, String service) {
        List<String> warnings = new ArrayList<>();
        for (String jar : jars) {
            String file = jar.substring(jar.lastIndexOf('/') + 1);
            String root = "/" + file.replaceFirst("\\.jar$", "");
            Descriptors own = descriptors.byEjbJar().get(file);
            boolean isNamed = own != null && own.has(Descriptors.JBOSS_WEBSERVICES);
            boolean isOutside = !ContextRootCheck.outside(Set.of(root), host).isEmpty();
            if (!isNamed && (isOutside || VersionedNames.isVersioned(file))) {
                warnings.add("The SOAP endpoints in " + file + " are at " + root
                        + ", which WildFly derives from the file name. Give them a path that stays the same and is"
                        + " within the context root " + host.contextRoot() + " of " + service
                        + ": <context-root> in the JAR's META-INF/jboss-webservices.xml,"
                        + " or @WebContext(contextRoot = …)");
            }
        }
        return List.copyOf(warnings);
    }
}
