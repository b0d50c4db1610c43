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
 * @param services the services of which they have the role {@code SERVICE.deployer}
 */
record Deploys(boolean isAll, SortedSet<String> services) {
    private static final String SUFFIX = "." + Roles.DEPLOYER;

    /** Reads them from the names of roles, of which any may be there. */
    static Deploys of(Iterable<String> roles) {
        boolean isAll = false;
        SortedSet<String> services = new TreeSet<>();
        for (String role : roles) {
            // The agent executes requests for every service.
            isAll |= role.equals(Roles.DEPLOYER) || role.equals(Roles.AGENT);
            if (role.endsWith(SUFFIX)) {
                String service = role.substring(0, role.length() - SUFFIX.length());
                if (Text.isName(service)) {
                    services.add(service);
                }
            }
        }
        return new Deploys(isAll, services);
    }

    boolean isOf(String service) {
        return isAll || services.contains(service);
    }

    boolean isOfAny(Collection<String> some) {
        return isAll || some.stream().anyMatch(services::contains);
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
