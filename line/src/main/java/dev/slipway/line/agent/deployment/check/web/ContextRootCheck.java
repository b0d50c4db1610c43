package dev.slipway.line.agent.deployment.check.web;

import dev.slipway.line.roll.Host;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks that an archive's context root is one that httpd leads to, and checks. */
public final class ContextRootCheck {
    private static final String OR_BELOW = ", or a path below it that answers";

    private ContextRootCheck() {}

    /**
     * Why the service would never become healthy or reachable, and the command that fixes it; empty if it may.
     *
     * @param roots its context roots; at least one
     * @param where the source of the roots, such as {@code application.xml}
     * @param host the host that httpd checks
     */
    public static Optional<String> fault(Set<String> roots, String where, Host host, String service) {
        String probe = host.probePath();
        String first = roots.iterator().next();
        if (outside(roots, host).size() == roots.size()) {
            return Optional.of("Its pages are at " + String.join(", ", roots) + " (" + where
                    + "), and the context root of " + service + " is " + host.contextRoot()
                    + ": httpd answers 404 for them. Say where they are: slipway services add " + service
                    + (roots.size() == 1 ? moved(first, host) : " --context / --probe " + withSlash(first) + OR_BELOW));
        }
        if (roots.stream().anyMatch(root -> isWithin(root, probe))) {
            return Optional.empty();
        }
        boolean isWhole = roots.size() == 1 && host.isAtRoot();
        return Optional.of("Its pages are at " + String.join(", ", roots) + " (" + where
                + "), and httpd's health check requests "
                + probe
                + ". Say where they are: slipway services add " + service
                + (isWhole ? moved(first, host) : " --probe " + withSlash(first) + OR_BELOW));
    }

    /** A warning if some of an EAR's context roots are outside of the service's: httpd leads to nothing but that. */
    public static List<String> ofOutside(Set<String> roots, Host host, String service) {
        Set<String> outside = outside(roots, host);
        return outside.isEmpty()
                ? List.of()
                : List.of("Its pages at " + String.join(", ", outside)
                        + " (application.xml) are outside the context root " + host.contextRoot() + " of " + service
                        + ", and httpd answers 404 for them. To serve everything: slipway services add "
                        + service + " --context / --probe " + host.probePath());
    }

    /**
     * A warning if httpd's health check requests a context root without the slash: the server itself answers that, even
     * if the application does not work; empty otherwise.
     */
    public static List<String> ofProbe(Set<String> roots, Host host, String service) {
        String probe = host.probePath();
        return probe.equals("/") || !roots.contains(probe)
                ? List.of()
                : List.of("httpd's health check requests " + probe + ", which the server itself redirects to "
                        + withSlash(probe)
                        + ", even if nothing answers there. Have it request a page of the application: slipway services"
                        + " add " + service + " --probe " + withSlash(probe) + OR_BELOW);
    }

    /**
     * A warning if a WAR names a context root, and the service is at the root, where WildFly serves it all the same.
     *
     * @param own what it says, if anything
     * @param where the descriptor that says so, such as {@code jboss-web.xml}
     */
    public static List<String> ofWarAtRoot(Optional<String> own, String where, Host host, String service) {
        return own
                .filter(root -> root.startsWith("/") && !root.equals("/"))
                .filter(root -> host.contextRoot().equals("/"))
                .map(root -> "Its " + where + " names " + root + ", but " + service
                        + " has the context root /, so it is served at /. To keep /, change the file to /; to serve it"
                        + " at " + root + ": slipway services add " + service + moved(root, host))
                .stream()
                .toList();
    }

    /** The path that the application itself answers: the server redirects to it. */
    private static String withSlash(String root) {
        return root.equals("/") ? root : root + "/";
    }

    /** The options for another context root and a health check within it, and what they mean until the next deployment. */
    private static String moved(String root, Host host) {
        // The default, which has no slash, follows the context root.
        boolean isChecked = host.probePath().equals(host.contextRoot()) || isWithin(root, host.probePath());
        return " --context " + root + (isChecked ? "" : " --probe " + withSlash(root) + OR_BELOW)
                + leaving(host.contextRoot(), root);
    }

    /** What a change of the service's context root means until the next deployment. Nothing may run yet. */
    private static String leaving(String root, String next) {
        return isWithin(next, root)
                ? ""
                : ". From then on until this is deployed, anything that runs now is not reachable";
    }

    /** The context roots of an EAR that httpd does not serve, as they lie outside of the service's. */
    public static Set<String> outside(Set<String> roots, Host host) {
        return roots.stream()
                .filter(root -> !isWithin(host.contextRoot(), root))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isWithin(String root, String path) {
        return (path + "/").startsWith(root.equals("/") ? root : root + "/");
    }
}
