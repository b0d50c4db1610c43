package dev.slipway.ledger.people;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A person, as clients see them.
 *
 * @param id the account at Keycloak
 * @param name their user name, also in the ledger
 * @param givenName the first name, if Keycloak knows it
 * @param familyName the last name, if Keycloak knows it
 * @param email their mail address, if Keycloak knows it
 * @param roles the directly granted roles, without those that they imply
 * @param rolesElsewhere the names of the roles by groups or granted in Keycloak, which cannot be changed here
 * @param isEnabled whether they can sign in
 * @param isInvited whether they have yet to choose a password
 * @param invitation the first sign-in data, only in the answer to an invitation; else null
 */
@Schema(description = "A person with an account.")
public record PersonResponse(
        @Schema(examples = "8f1c2a9e-1f6f-4d0b-9a53-0c6f6a4f0d11")
        UUID id,

        @Schema(examples = "alice") String name,
        @Schema(examples = "Alice") @Nullable String givenName,
        @Schema(examples = "Archer") @Nullable String familyName,

        @Schema(examples = "alice@example.org") @Nullable String email,

        @Schema(examples = "[\"deployer\"]") List<Role> roles,

        @Schema(
                examples = "[\"shop.deployer\"]",
                description =
                        "Their other roles, by groups or granted in Keycloak: those of services, and those that none of"
                                + " their roles includes. They can be changed only in Keycloak.")
        List<String> rolesElsewhere,

        @Schema(examples = "true") boolean isEnabled,
        @Schema(examples = "false") boolean isInvited,
        @Nullable Invitation invitation) {

    public PersonResponse {
        roles = List.copyOf(roles);
        rolesElsewhere = List.copyOf(rolesElsewhere);
    }

    static PersonResponse of(Person person) {
        return of(person, null);
    }

    static PersonResponse of(Person person, @Nullable String password) {
        return new PersonResponse(
                person.id(),
                person.name(),
                person.givenName(),
                person.familyName(),
                person.email(),
                person.roles(),
                person.rolesElsewhere(),
                person.isEnabled(),
                person.isInvited(),
                password == null ? null : new Invitation(password, true));
    }

    /**
     * The data for an invited person's first sign-in.
     *
     * @param password a one-time password, shown only once
     * @param mustChange whether they must then choose a password
     */
    @Schema(description = "The password for the first sign-in; shown only once.")
    public record Invitation(
            @Schema(examples = "mVtq0pJrT9Xf-2bLw8Zk_1aYcDe")
            String password,

            @Schema(examples = "true") boolean mustChange) {

        /** Omits the password, which must not get into logs. */
        @Override
        public String toString() {
            return "Invitation[password=…]";
        }
    }
}
