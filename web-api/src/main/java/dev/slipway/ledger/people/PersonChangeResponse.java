package dev.slipway.ledger.people;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of a person's account, as clients see it.
 *
 * @param operation the kind of change
 * @param roles the roles they had from then on
 * @param changedBy who made it
 */
@Schema(description = "A change of a person's account through the ledger.")
public record PersonChangeResponse(
        @Schema(
                examples = "roles",
                enumeration = {"invited", "roles", "enabled", "disabled"})
        String operation,

        @Schema(examples = "[\"deployer\"]") List<Role> roles,
        @Schema(examples = "admin") String changedBy,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant changedAt) {

    public PersonChangeResponse {
        roles = List.copyOf(roles);
    }

    static PersonChangeResponse of(PersonChange change) {
        return new PersonChangeResponse(change.operation(), change.roles(), change.changedBy(), change.changedAt());
    }
}
