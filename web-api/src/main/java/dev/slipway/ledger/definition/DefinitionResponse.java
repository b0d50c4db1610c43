package dev.slipway.ledger.definition;

import dev.slipway.ledger.definition.reading.Definition;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a service's definition, as clients see it.
 *
 * @param version its number for that service, from 1
 * @param operation what was done
 * @param yaml the file as it was applied; null if it was removed
 * @param definition what the file says; null if it was removed
 * @param isDefault whether the first deployment request created it, because none had been applied
 * @param changes the differences from the previous version
 * @param appliedBy who did it; null for a dry run
 * @param appliedAt when; null for a dry run
 */
@Schema(description = "A version of a service's definition.")
public record DefinitionResponse(
        @Schema(examples = "shop") String service,
        @Schema(examples = "3") int version,
        @Schema(examples = "applied") DefinitionOperation operation,

        @Schema(examples = "service: shop\nenvironments:\n  production: {workers: 2, memory: 768m}\n") @Nullable
        String yaml,

        @Nullable Definition definition,

        @Schema(
                description = "Whether nobody applied it: the service's first deployment was requested without one.",
                examples = "false")
        boolean isDefault,

        @Schema(examples = "[\"environments.production.memory: 512m → 768m\"]")
        List<String> changes,

        @Schema(examples = "carol") @Nullable String appliedBy,
        @Schema(examples = "2026-11-23T10:15:30Z") @Nullable Instant appliedAt) {

    public DefinitionResponse {
        changes = List.copyOf(changes);
    }

    static DefinitionResponse of(DefinitionVersion version) {
        return of(version, version.changes());
    }

    /** A version that was there already: nothing is different. */
    static DefinitionResponse unchanged(DefinitionVersion version) {
        return of(version, List.of());
    }

    private static DefinitionResponse of(DefinitionVersion version, List<String> changes) {
        return new DefinitionResponse(
                version.service().name(),
                version.version(),
                version.operation(),
                version.yaml().orElse(null),
                version.definition().orElse(null),
                version.isDefault(),
                changes,
                version.appliedBy(),
                version.appliedAt());
    }
}
