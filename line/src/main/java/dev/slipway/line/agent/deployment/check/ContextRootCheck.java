package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.roll.Host;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks that an archive's context root is one that httpd leads to, and checks. */
public final class ContextRootCheck {
    private ContextRootCheck() {}

    /**
     * Why the service would never become healthy or reachable, and the command that fixes it; empty if it may.
     *
     * @param roots its context roots; at least one
     * @param where the source of the roots, such as {@code application.xml}
     * @param host the host that httpd checks
     */
    static Optional<String> fault(Set<String> roots, String where, Host host, String service) {
        String probe = host.probePath();
        if (outside(roots, host).size() == roots.size()) {
            return Optional.of("Its pages are at " + String.join(", ", roots) + " (" + where
                    + "), and the context root of " + service + " is " + host.contextRoot()
                    + ": httpd answers 404 for them. Say where they are: slipway services add " + service
                    + " --context " + (roots.size() == 1 ? roots.iterator().next() : "/"));
        }
        if (roots.stream().anyMatch(root -> isWithin(root, probe))) {
            return Optional.empty();
        }
        boolean isWhole = roots.size() == 1 && host.isAtRoot();
        return Optional.of("Its pages are at " + String.join(", ", roots) + " (" + where
                + "), and httpd's health check requests "
                + probe
                + ". Say where they are: slipway services add " + service
                + (isWhole ? " --context " : " --probe ") + roots.iterator().next());
    }

    /** The context roots of an EAR that httpd does not serve, as they lie outside of the service's. */
    static Set<String> outside(Set<String> roots, Host host) {
        return roots.stream()
                .filter(root -> !isWithin(host.contextRoot(), root))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isWithin(String root, String path) {
        return (path + "/").startsWith(root.equals("/") ? root : root + "/");
    }
}
