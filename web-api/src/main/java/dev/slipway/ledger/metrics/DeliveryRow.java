package dev.slipway.ledger.metrics;

import dev.slipway.ledger.deployment.DeploymentResponse;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A deployment behind a figure, and what it adds to each.
 *
 * @param leadTimeSeconds how long its changes took from the first commit; null if it brought none, or if unknown
 * @param mergeLeadTimeSeconds how long its changes took from the merge; null if it brought none, or if unknown
 * @param isFailed whether it needed intervention or is repaired by another
 * @param recoverySeconds how long it took to recover from it; null if it did not fail, or nothing repairs it so far
 * @param isRework whether it repairs another or is a rollback
 */
@Schema(description = "A deployment behind a figure, and its contribution to each.")
public record DeliveryRow(
        DeploymentResponse deployment,
        @Schema(examples = "86400") @Nullable Long leadTimeSeconds,
        @Schema(examples = "7200") @Nullable Long mergeLeadTimeSeconds,
        @Schema(examples = "true") boolean isFailed,
        @Schema(examples = "1800") @Nullable Long recoverySeconds,
        @Schema(examples = "false") boolean isRework) {

    static DeliveryRow of(Delivery delivery, DeploymentResponse deployment) {
        return new DeliveryRow(
                deployment,
                delivery.firstCommitSeconds(),
                delivery.mergeSeconds(),
                delivery.isFailed(),
                delivery.recoverySeconds(),
                delivery.isRework());
    }
}
