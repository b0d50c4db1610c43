package dev.slipway.ledger.notification;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A notification, sent or waiting.
 *
 * @param id its identity; a webhook's receiver gets it as {@code webhook-id}
 * @param path the page that it links to
 * @param attempts the number of attempts
 * @param failure why the last attempt failed, or which of several recipients it did not reach; before the first
 *     attempt, why its channel fails; else null
 * @param createdAt when it was created
 * @param dueAt while it waits, when the next attempt is
 * @param endedAt when it was sent, given up or dropped
 */
@Schema(name = "Notification", description = "A notification that was sent, or is to be.")
public record NotificationResponse(
        @Schema(examples = "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "team-chat") String channel,
        Kind kind,

        @Schema(examples = "web-shop 1.4.0 failed in production")
        String title,

        @Schema(examples = "/deployments/?id=019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a")
        String path,

        @Schema(examples = "sent") NotificationState state,

        @Schema(examples = "1") int attempts,

        @Schema(examples = "The receiver answers 503.") @Nullable
        String failure,

        @Schema(examples = "2026-11-27T18:00:00Z") Instant createdAt,

        @Schema(examples = "2026-11-27T18:00:05Z") @Nullable Instant dueAt,

        @Schema(examples = "2026-11-27T18:00:01Z") @Nullable Instant endedAt) {}
