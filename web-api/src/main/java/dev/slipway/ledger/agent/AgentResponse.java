package dev.slipway.ledger.agent;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether an agent is present.
 *
 * @param lastSeenAt when one last polled for work or held a lock; null if none ever did
 * @param isPresent whether that was within the last 45 seconds, or an agent holds a lock
 */
@Schema(description = "Whether an agent is connected.")
public record AgentResponse(
        @Schema(examples = "2026-11-23T10:15:30Z") @Nullable Instant lastSeenAt,
        @Schema(examples = "true") boolean isPresent) {}
