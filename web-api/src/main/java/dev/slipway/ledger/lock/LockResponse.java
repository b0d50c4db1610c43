package dev.slipway.ledger.lock;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A lock, as clients see it.
 *
 * @param id its identity, new for each acquisition
 * @param environment the locked environment
 * @param holder the account that holds it
 * @param reason the purpose
 * @param takenAt when it was acquired
 * @param expiresAt when it expires
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
