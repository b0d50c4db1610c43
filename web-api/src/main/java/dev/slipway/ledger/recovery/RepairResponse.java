package dev.slipway.ledger.recovery;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The repair link of a deployment, as clients see it.
 *
 * @param deploymentId the earlier deployment; null if it repairs none
 * @param isAutomatic whether the ledger found it automatically
 * @param linkedBy who stated it; for an automatic link, who made the rollback
 */
@Schema(description = "Which earlier deployment a rollback or a fix repairs, and who said so.")
public record RepairResponse(
        @Schema(examples = "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a") @Nullable
        UUID deploymentId,

        @Schema(examples = "false") boolean isAutomatic,
        @Schema(examples = "alice") String linkedBy,
        @Schema(examples = "2026-11-23T10:31:00Z") Instant linkedAt) {
    static RepairResponse of(Repair repair) {
        return new RepairResponse(
                repair.repairedId().orElse(null), repair.isAutomatic(), repair.linkedBy(), repair.linkedAt());
    }
}
