package dev.slipway.ledger.notification.channel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The result of testing a channel.
 *
 * @param isAccepted whether the message was accepted for all receivers
 * @param failure why not; null if it was
 */
@Schema(name = "NotificationChannelTest", description = "The result of testing a channel.")
public record TestResponse(
        @Schema(examples = "true") boolean isAccepted,

        @Schema(examples = "The receiver answers 404.") @Nullable
        String failure) {}
