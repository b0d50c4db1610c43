package dev.slipway.ledger.figure;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Metrics reported by one worker.
 *
 * @param worker its name
 * @param isServing false if httpd sends it no requests, since its application is unhealthy or a task left it disabled; else null
 * @param startedAt when its Java machine started; null if it did not answer
 * @param start a digest of what it was started with; null if unknown
 * @param wantedStart the digest of what it should be started with; null while that is being changed, or if unknown
 * @param altered the files that it was started with and that differed from what the line's owner had written
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
 */
@Schema(description = "Metrics reported by one worker.")
public record WorkerFigures(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = "^[a-z][a-z0-9-]{0,64}[0-9]$", message = "must be the name of a worker")
        @Schema(examples = "shop-production-1")
        String worker,

        @Schema(examples = "false") @Nullable Boolean isServing,
        @Schema(examples = "2026-11-23T10:15:30Z") @Nullable Instant startedAt,

        @Pattern(regexp = AlteredFile.DIGEST, message = AlteredFile.DIGEST_RULE)
        @Schema(examples = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        @Nullable
        String start,

        @Pattern(regexp = AlteredFile.DIGEST, message = AlteredFile.DIGEST_RULE)
        @Schema(examples = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        @Nullable
        String wantedStart,

        @Size(max = 3, message = "must be 3 files at most") @Valid @Nullable
        List<@NotNull(message = Text.REQUIRED) AlteredFile> altered,

        @Min(value = 0, message = COUNT) @Schema(examples = "104857600") @Nullable
        Long heapUsed,

        @Min(value = 0, message = COUNT) @Schema(examples = "805306368") @Nullable
        Long heapMax,

        @Min(value = 0, message = COUNT) @Schema(examples = "73400320") @Nullable
        Long metaspace,

        @Min(value = 0, message = COUNT) @Schema(examples = "64") @Nullable
        Integer threads,

        @Min(value = 0, message = COUNT) @Schema(examples = "2") @Nullable
        Integer poolActive,

        @Min(value = 0, message = COUNT) @Schema(examples = "10") @Nullable
        Integer poolAvailable,

        @Min(value = 0, message = COUNT) @Schema(examples = "4") @Nullable
        Integer poolMaxUsed,

        @Min(value = 0, message = COUNT) @Schema(examples = "10482") @Nullable
        Long requests,

        @Min(value = 0, message = COUNT) @Schema(examples = "3") @Nullable
        Long errors,

        @Min(value = 0, message = COUNT) @Schema(examples = "981273645") @Nullable
        Long processingNanos) {
    private static final String COUNT = "must be a whole number from 0";
}
