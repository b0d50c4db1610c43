package dev.slipway.ledger.people;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with a Keycloak account.
 *
 * @param id the account
 * @param name what they sign in with
 * @param givenName the first name, if it is known
 * @param familyName the last name, if it is known
 * @param email where mail reaches them, if that is known
 * @param roles what was granted to them directly, in the order of {@link Role}
 * @param rolesElsewhere what they have beside these, by groups or granted in Keycloak, as {@link Role#elsewhere} says
 * @param isEnabled whether they can sign in
 * @param isInvited whether they have yet to choose a password of their own
 */
record Person(
        UUID id,
        String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String email,
        List<Role> roles,
        List<String> rolesElsewhere,
        boolean isEnabled,
        boolean isInvited) {

    /** By a role that was granted directly. */
    boolean isAdmin() {
        return isEnabled && roles.contains(Role.ADMIN);
    }

    /** In any way. */
    boolean mayAdminister() {
        return isAdmin() || isEnabled && rolesElsewhere.contains(Role.ADMIN.toString());
    }
}
