package dev.slipway.line.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the former version can be restored without the backup, by what has changed in the databases since the upgrade
 * began.
 *
 * @param closed what has changed that the former version cannot use
 * @param unknown what may have, as PostgreSQL does not answer
 */
record WayBack(List<String> closed, List<String> unknown) {
    static final WayBack OPEN = new WayBack(List.of(), List.of());

    /** Keeps copies. */
    WayBack {
        closed = List.copyOf(closed);
        unknown = List.copyOf(unknown);
    }

    /**
     * Of an upgrade.
     *
     * @param isNewKeycloak whether it brings a later Keycloak
     * @param applied the migrations applied by now; null if the database does not answer
     * @param keycloakNow the present Keycloak version of its database; null if that does not answer
     */
    static WayBack of(
            Upgrade upgrade, boolean isNewKeycloak, @Nullable Set<String> applied, @Nullable String keycloakNow) {
        List<String> closed = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Set<String> contracting = new TreeSet<>(applied == null ? upgrade.to().migrations() : applied);
        contracting.removeAll(upgrade.from().migrations());
        contracting.removeIf(script -> !UpgradePlan.contracts(script));
        if (applied == null) {
            contracting.forEach(script -> unknown.add(script + " may have run"));
        } else {
            contracting.forEach(script -> closed.add(script + " has run"));
        }
        String keycloakBefore = upgrade.keycloakBefore();
        if (keycloakNow == null) {
            if (isNewKeycloak) {
                unknown.add("Keycloak may have migrated its database");
            }
        } else if (keycloakBefore != null && !keycloakBefore.equals(keycloakNow)) {
            closed.add("Keycloak's database was of " + keycloakBefore + " and is of " + keycloakNow);
        }
        return new WayBack(closed, unknown);
    }

    boolean isOpen() {
        return closed.isEmpty() && unknown.isEmpty();
    }

    /** Whether it is known that there is none. */
    boolean isClosed() {
        return !closed.isEmpty();
    }

    /** Why it cannot be taken; for one that is not open. */
    String why() {
        return isClosed()
                ? "There is no way back: " + String.join("; ", closed) + "."
                : "PostgreSQL does not answer, so nobody knows whether there is a way back: "
                        + String.join("; ", unknown) + ".";
    }

    /** What to do for it; for one that is not open. */
    String remedy() {
        return isClosed()
                ? "To go back, restore the backup: see \"Upgrade\" in the handbook."
                : "To go back, start PostgreSQL first, in another terminal: web-api/bin/postgresql serve. Then:"
                        + " ./slipway upgrade --back";
    }
}
