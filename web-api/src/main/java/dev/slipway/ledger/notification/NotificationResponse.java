package dev.slipway.ledger.notification;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that was sent, or is to be.
 *
 * @param id which one; a webhook's receiver knows it as {@code webhook-id}
 * @param channel by which channel
 * @param kind of what
 * @param title what it says, in one line
 * @param path the page that it leads to
 * @param state how far it is
 * @param attempts how often it was tried
 * @param failure why the last attempt failed, or whom of several receivers it did not reach; while it waits for its first, why its channel
 *     fails; null if none of these
 * @param createdAt since when it is to be sent
 * @param dueAt while it waits, when it is tried next
 * @param endedAt when it was sent, given up or dropped
 */
@Schema(name = "Notification", description = "Something that was sent, or is to be.")
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
