package dev.slipway.ledger.lock;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A lock, as clients see it.
 *
 * @param id its identity: another one each time that it is taken
 * @param environment where nobody else is to deploy
 * @param holder who took it
 * @param reason what for
 * @param takenAt since when it is held
 * @param expiresAt when it ends by itself
 */
@Schema(description = "The lock of an environment, which lets one deployment at a time change it.")
public record LockResponse(
        @Schema(examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "production") String environment,

        @Schema(examples = "service-account-pipeline") String holder,

        @Schema(examples = "Deploys web-shop 1.4.0") String reason,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant takenAt,
        @Schema(examples = "2026-11-23T10:16:30Z") Instant expiresAt) {

    static LockResponse of(DeploymentLock lock) {
        return new LockResponse(
                lock.id(), lock.environment().name(), lock.holder(), lock.reason(), lock.takenAt(), lock.expiresAt());
    }
}
