package dev.slipway.ledger.lock;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Holds a lock for longer.
 *
 * @param seconds for how long from now
 */
@Schema(description = "How long from now the lock is held.")
public record ExtendLockRequest(
        @NotNull(message = Text.REQUIRED)
        @Min(value = AcquireLockRequest.LEAST, message = AcquireLockRequest.SECONDS_RULE)
        @Max(value = AcquireLockRequest.MOST, message = AcquireLockRequest.SECONDS_RULE)
        @Schema(examples = "60")
        Integer seconds) {}
