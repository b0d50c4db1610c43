package dev.slipway.ledger.identity;

import dev.slipway.ledger.platform.text.Text;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The services that a caller's roles let them deploy.
 *
 * @param isAll whether it is every service
 * @param isAgent whether the caller is an agent
 * @param services the services of which they have the role {@code SERVICE.deployer}
 */
record Deploys(boolean isAll, boolean isAgent, SortedSet<String> services) {
    private static final String SUFFIX = "." + Roles.DEPLOYER;

    /** Reads them from the names of roles, of which any may be there. */
    static Deploys of(Iterable<String> roles) {
        boolean isAll = false;
        boolean isAgent = false;
        SortedSet<String> services = new TreeSet<>();
        for (String role : roles) {
            isAll |= role.equals(Roles.DEPLOYER);
            isAgent |= role.equals(Roles.AGENT);
            if (role.endsWith(SUFFIX)) {
                String service = role.substring(0, role.length() - SUFFIX.length());
                if (Text.isName(service)) {
                    services.add(service);
                }
            }
        }
        // The agent executes requests for every service.
        return new Deploys(isAll || isAgent, isAgent, services);
    }

    boolean isOf(String service) {
        return isAll || services.contains(service);
    }

    boolean isOfAny(Collection<String> some) {
        return isAll || some.stream().anyMatch(services::contains);
    }

    /**
     * Whether a release that the caller records proves that its service has an archive of these others, or of nobody.
     * The agent may read everybody's, and records what workers run: that proves nothing of another service's.
     */
    boolean isProofFor(String service, Collection<String> holders) {
        return isAgent ? holders.isEmpty() || holders.contains(service) : isOfAny(holders);
    }

    /** The single one of these services if they may deploy it, else those that they have a service role for. */
    List<String> affected(List<String> some) {
        return some.stream()
                .filter(service -> some.size() == 1 ? isOf(service) : services.contains(service))
                .toList();
    }

    /** Whether there is a service that they may deploy only by its own role. */
    boolean isOfSome() {
        return !services.isEmpty();
    }

    /** As clients see it: {@code *} for every service. */
    List<String> names() {
        return isAll ? List.of("*") : List.copyOf(services);
    }
}
