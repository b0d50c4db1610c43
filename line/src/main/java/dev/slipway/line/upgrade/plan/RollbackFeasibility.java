package dev.slipway.line.upgrade.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the former version can be restored without the backup, by what has changed in the databases since the upgrade
 * began.
 *
 * @param blockers what has changed that the former version cannot use
 * @param possibleBlockers what may have, as PostgreSQL does not answer
 */
public record RollbackFeasibility(List<String> blockers, List<String> possibleBlockers) {
    /** Nothing blocks it. */
    public static final RollbackFeasibility FEASIBLE = new RollbackFeasibility(List.of(), List.of());

    public RollbackFeasibility {
        blockers = List.copyOf(blockers);
        possibleBlockers = List.copyOf(possibleBlockers);
    }

    /**
     * Of an upgrade.
     *
     * @param isNewKeycloak whether it brings a later Keycloak
     * @param applied the migrations applied by now; null if the database does not answer
     * @param keycloakNow the present Keycloak version of its database; null if that does not answer
     */
    public static RollbackFeasibility of(
            Upgrade upgrade, boolean isNewKeycloak, @Nullable Set<String> applied, @Nullable String keycloakNow) {
        List<String> blockers = new ArrayList<>();
        List<String> possibleBlockers = new ArrayList<>();
        Set<String> contracting = new TreeSet<>(applied == null ? upgrade.to().migrations() : applied);
        contracting.removeAll(upgrade.from().migrations());
        contracting.removeIf(script -> !UpgradePlan.contracts(script));
        if (applied == null) {
            contracting.forEach(script -> possibleBlockers.add(script + " may have run"));
        } else {
            contracting.forEach(script -> blockers.add(script + " has run"));
        }
        String keycloakBefore = upgrade.keycloakBefore();
        if (keycloakNow == null) {
            if (isNewKeycloak) {
                possibleBlockers.add("Keycloak may have migrated its database");
            }
        } else if (keycloakBefore != null && !keycloakBefore.equals(keycloakNow)) {
            blockers.add("Keycloak's database was of " + keycloakBefore + " and is of " + keycloakNow);
        }
        return new RollbackFeasibility(blockers, possibleBlockers);
    }

    /** Whether it is known to be feasible. */
    public boolean isFeasible() {
        return blockers.isEmpty() && possibleBlockers.isEmpty();
    }

    /** Whether it is known not to be feasible. */
    public boolean isInfeasible() {
        return !blockers.isEmpty();
    }

    /** Why it is not feasible; valid only if so. */
    public String why() {
        return isInfeasible()
                ? "There is no way back: " + String.join("; ", blockers) + "."
                : "PostgreSQL does not answer, so nobody knows whether there is a way back: "
                        + String.join("; ", possibleBlockers) + ".";
    }

    /** The alternative; valid only if it is not feasible. */
    public String remedy() {
        return isInfeasible()
                ? "To go back, restore the backup: see \"Upgrade\" in the handbook."
                : "To go back, start PostgreSQL first, in another terminal: web-api/bin/postgresql serve. Then:"
                        + " ./slipway upgrade --back";
    }
}
