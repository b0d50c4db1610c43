package dev.slipway.ledger.backup;

import dev.slipway.ledger.platform.text.Moment;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A report on a backup.
 *
 * @param takenAt when it was begun
 * @param snapshot its id in the repository; null if it failed
 * @param bytes the size of the backed-up data
 * @param databases how many it contains
 * @param provenAt when it was restored and found to be the same; null if it was not
 * @param provenSeconds how long that took
 * @param error why it, or its proof, failed; null if all is well
 */
@Schema(description = "The result of a backup.")
public record ReportBackupRequest(
        @NotNull(message = Text.REQUIRED)
        @Moment
        @Schema(implementation = Instant.class, examples = "2026-11-27T02:30:00Z")
        String takenAt,

        @Pattern(regexp = "^[0-9a-f]{8,64}$", message = "must be 8 to 64 of 0-9 and a-f")
        @Schema(examples = "43b55275")
        @Nullable
        String snapshot,

        @PositiveOrZero(message = "must not be negative") @Schema(examples = "52428800") @Nullable
        Long bytes,

        @PositiveOrZero(message = "must not be negative")
        @Max(value = 10_000, message = "must be 10000 at most")
        @Schema(examples = "3")
        @Nullable
        Integer databases,

        @Moment @Schema(implementation = Instant.class, examples = "2026-11-27T02:32:00Z") @Nullable
        String provenAt,

        @PositiveOrZero(message = "must not be negative") @Schema(examples = "41") @Nullable
        Long provenSeconds,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "The repository /mnt/backup is gone.")
        @Nullable
        String error) {}
