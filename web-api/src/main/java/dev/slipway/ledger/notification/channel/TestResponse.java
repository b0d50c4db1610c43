package dev.slipway.ledger.notification.channel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How trying a channel went.
 *
 * @param isAccepted whether the receiver took the message, and for everybody
 * @param failure why not; null if it did
 */
@Schema(
        name = "NotificationChannelTest",
        description = "How trying a channel went.",
        requiredProperties = {"isAccepted"})
public record TestResponse(
        @Schema(examples = "true") boolean isAccepted,

        @Schema(examples = "The receiver answers 404.") @Nullable
        String failure) {}
