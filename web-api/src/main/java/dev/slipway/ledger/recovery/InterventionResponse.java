package dev.slipway.ledger.recovery;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether a deployment needed intervention, as clients see it.
 *
 * @param isNeeded whether it did; false unless stated
 * @param note what happened
 * @param markedBy who stated it last
 * @param markedAt since when it is so
 */
@Schema(description = "Whether a deployment needed intervention; false if nobody marked it.")
public record InterventionResponse(
        @Schema(examples = "true") boolean isNeeded,

        @Schema(examples = "Orders could not be paid for.") @Nullable
        String note,

        @Schema(examples = "alice") @Nullable String markedBy,

        @Schema(examples = "2026-11-23T10:31:00Z", description = "When this was first stated, whoever wrote the note.")
        @Nullable
        Instant markedAt) {
    static final InterventionResponse NONE = new InterventionResponse(false, null, null, null);

    static InterventionResponse of(Intervention intervention) {
        return new InterventionResponse(
                intervention.isNeeded(),
                intervention.note().orElse(null),
                intervention.markedBy(),
                intervention.markedAt());
    }
}
