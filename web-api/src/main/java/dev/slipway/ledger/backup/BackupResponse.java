package dev.slipway.ledger.backup;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A backup, as clients see it.
 *
 * @param takenAt when it was begun
 * @param snapshot its id in the repository; null if it failed
 * @param bytes the size of the backed-up data
 * @param databases how many it contains
 * @param provenAt when it was restored and found to be the same; null if it was not
 * @param provenSeconds how long that took
 * @param error why it, or its proof, failed; null if all is well
 */
@Schema(name = "Backup", description = "A backup of the whole line.")
public record BackupResponse(
        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
        UUID id,

        @Schema(examples = "2026-11-27T02:30:00Z") Instant takenAt,

        @Schema(examples = "43b55275", description = "Its id in the repository; left out if it failed.") @Nullable
        String snapshot,

        @Schema(examples = "52428800") long bytes,
        @Schema(examples = "3") int databases,

        @Schema(
                examples = "2026-11-27T02:32:00Z",
                description = "When it was restored beside the line, and found to be identical.")
        @Nullable
        Instant provenAt,

        @Schema(examples = "41") @Nullable Long provenSeconds,

        @Schema(description = "Why it, or its proof, failed.", examples = "The repository /mnt/backup is gone.")
        @Nullable
        String error) {

    static BackupResponse of(Backup backup) {
        return new BackupResponse(
                backup.id,
                backup.takenAt,
                backup.snapshot,
                backup.bytes,
                backup.databases,
                backup.provenAt,
                backup.provenSeconds,
                backup.error);
    }
}
