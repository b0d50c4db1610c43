package dev.slipway.ledger.recovery;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * States which earlier deployment a deployment repairs.
 *
 * @param deploymentId the earlier deployment, of the same service in the same environment; null if it repairs none
 */
@Schema(description = "Which earlier deployment a rollback or a fix repairs.")
public record LinkRepairRequest(
        @Schema(
                description =
                        "The earlier deployment, of the same service in the same environment; null if it repairs none.",
                examples = "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a")
        @Nullable
        UUID deploymentId) {}
