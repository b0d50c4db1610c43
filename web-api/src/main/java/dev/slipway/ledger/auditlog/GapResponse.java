package dev.slipway.ledger.auditlog;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A gap in a worker's audit log, as clients see it.
 *
 * @param worker whose log it is
 * @param from the last time up to which nothing is missing; null if unknown
 * @param until the first time from which nothing is missing
 * @param detail what happened to the log
 * @param detectedAt when it was noticed
 */
@Schema(name = "Gap", description = "A period in which a worker's audit log may have lost records.")
public record GapResponse(
        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
        UUID id,

        @Schema(examples = "worker-1") String worker,
        @Schema(examples = "2026-11-23T10:12:00Z") @Nullable Instant from,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant until,

        @Schema(examples = "The audit log was truncated or overwritten.")
        String detail,

        @Schema(examples = "2026-11-23T10:15:31Z") Instant detectedAt) {

    static GapResponse of(LogGap gap) {
        return new GapResponse(
                gap.id(), gap.worker(), gap.fromAt().orElse(null), gap.untilAt(), gap.detail(), gap.detectedAt());
    }
}
