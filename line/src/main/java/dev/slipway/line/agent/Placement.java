package dev.slipway.line.agent;

import dev.slipway.line.roll.Host;
import java.util.Optional;
import java.util.Set;

/** Whether an EAR's pages lie where httpd looks for them. */
final class Placement {
    private Placement() {}

    /**
     * Why it would never be well, and by what command that is put right; empty where it may be.
     *
     * @param roots where its pages lie; at least one
     * @param host what httpd asks for
     * @param service whose archive it is
     */
    static Optional<String> fault(Set<String> roots, Host host, String service) {
        String probe = host.probePath();
        if (roots.stream().anyMatch(root -> (probe + "/").startsWith(root.equals("/") ? root : root + "/"))) {
            return Optional.empty();
        }
        boolean isWhole = roots.size() == 1 && probe.equals(host.contextRoot());
        return Optional.of("Its pages lie at " + String.join(", ", roots) + " (application.xml), and httpd asks for "
                + probe
                + " to see whether it is well. Say where they are: slipway services add " + service
                + (isWhole ? " --context " : " --probe ") + roots.iterator().next());
    }
}
