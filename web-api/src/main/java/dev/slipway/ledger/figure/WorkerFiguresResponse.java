package dev.slipway.ledger.figure;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that a worker last reported, as clients see them.
 *
 * @param worker its name
 * @param service the service that it runs
 * @param at when it was queried
 * @param isAnswering whether it answered then; if not, the other values are from its last answer
 * @param isServing false if httpd sends it no requests, since its application is unhealthy or a task left it disabled; else null
 * @param startedAt when its Java machine started
 * @param restartingSince since when its server has been restarted again and again without a request; else null
 * @param heapUsed in bytes
 * @param heapMax in bytes
 * @param metaspace in bytes
 * @param threads how many there are
 * @param poolActive connections to its database that are open; null if it has none
 * @param poolAvailable how many more could be in use
 * @param poolMaxUsed the most that were in use at a time
 * @param requests since it started
 * @param errors those of them that were answered with 500
 * @param processingNanos that all of them took
 * @param requestsPerMinute since the previous query, or since it started if it did not answer that
 * @param errorsPerMinute since the previous query, or since it started if it did not answer that
 */
@Schema(name = "WorkerFiguresNow", description = "The metrics that a worker of a service last reported.")
public record WorkerFiguresResponse(
        @Schema(examples = "shop-production-1") String worker,
        @Schema(examples = "shop") String service,
        @Schema(examples = "production") String environment,
        @Schema(examples = "2026-11-23T10:15:45Z") Instant at,
        @Schema(examples = "true") boolean isAnswering,
        @Schema(examples = "false") @Nullable Boolean isServing,
        @Schema(examples = "2026-11-23T10:15:30Z") @Nullable Instant startedAt,

        @Schema(
                description = "Since when its server has been crashing and restarting repeatedly, if it does.",
                examples = "2026-11-23T10:05:30Z")
        @Nullable
        Instant restartingSince,

        @Schema(examples = "104857600") @Nullable Long heapUsed,
        @Schema(examples = "805306368") @Nullable Long heapMax,
        @Schema(examples = "73400320") @Nullable Long metaspace,
        @Schema(examples = "64") @Nullable Integer threads,
        @Schema(examples = "2") @Nullable Integer poolActive,
        @Schema(examples = "10") @Nullable Integer poolAvailable,
        @Schema(examples = "4") @Nullable Integer poolMaxUsed,
        @Schema(examples = "10482") @Nullable Long requests,
        @Schema(examples = "3") @Nullable Long errors,
        @Schema(examples = "981273645") @Nullable Long processingNanos,
        @Schema(examples = "42.5") @Nullable Double requestsPerMinute,
        @Schema(examples = "0.0") @Nullable Double errorsPerMinute) {

    static WorkerFiguresResponse of(Figures figures) {
        return new WorkerFiguresResponse(
                figures.worker,
                figures.service,
                figures.environment,
                figures.askedAt,
                figures.isAnswering,
                figures.isServing,
                figures.startedAt,
                figures.restarts().isLoop() ? figures.firstRestartAt : null,
                figures.heapUsed,
                figures.heapMax,
                figures.metaspace,
                figures.threads,
                figures.poolActive,
                figures.poolAvailable,
                figures.poolMaxUsed,
                figures.requests,
                figures.errors,
                figures.processingNanos,
                figures.requestsPerMinute,
                figures.errorsPerMinute);
    }
}
