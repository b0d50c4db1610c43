package dev.slipway.ledger.notification.channel;

import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.notification.post.Target;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A channel, as clients see it: without its secrets.
 *
 * @param name its display name
 * @param type its transport
 * @param target mail addresses, or the host of the webhook
 * @param kinds the kinds of notifications; none for all
 * @param services the services that they may concern; none for all
 * @param zone the time zone of the times
 * @param quietFrom when the quiet hours begin, in which only urgent notifications are sent
 * @param quietUntil when they end
 * @param digestAt when other notifications are sent in one message
 * @param createdBy who added it
 * @param waiting how many notifications wait to be sent
 * @param failures how often it failed since it last sent something
 * @param failingSince since when it fails
 * @param failure why it failed last or, if it does not fail, which of several recipients it last did not reach
 * @param sentAt when it last sent something
 * @param signingKey a webhook's signing key, only in the answer to the request that adds it
 */
@Schema(name = "NotificationChannel", description = "Where notifications go.")
public record NotificationChannelResponse(
        @Schema(examples = "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "team-chat") String name,
        @Schema(examples = "slack") Type type,

        @Schema(description = "Mail addresses, or the host of the webhook.", examples = "hooks.slack.com")
        String target,

        @Schema(examples = "[\"approval\"]") List<Kind> kinds,
        @Schema(examples = "[\"web-shop\"]") List<String> services,
        @Schema(examples = "Europe/Berlin") String zone,
        @Schema(examples = "22:00") @Nullable String quietFrom,
        @Schema(examples = "07:00") @Nullable String quietUntil,
        @Schema(examples = "08:00") @Nullable String digestAt,
        @Schema(examples = "alice") String createdBy,

        @Schema(examples = "2026-11-27T18:00:00Z") Instant createdAt,

        @Schema(examples = "0") long waiting,
        @Schema(examples = "0") int failures,

        @Schema(examples = "2026-11-27T18:00:00Z") @Nullable Instant failingSince,

        @Schema(examples = "The receiver answers 404.") @Nullable
        String failure,

        @Schema(examples = "2026-11-27T18:00:00Z") @Nullable Instant sentAt,

        @Schema(
                description = "The key by which the webhook's receiver verifies signatures; shown only once.",
                examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        @Nullable
        String signingKey) {

    public NotificationChannelResponse {
        kinds = List.copyOf(kinds);
        services = List.copyOf(services);
    }

    static NotificationChannelResponse of(NotificationChannel channel, long waiting) {
        return of(channel, waiting, null);
    }

    static NotificationChannelResponse of(NotificationChannel channel, long waiting, @Nullable String signingKey) {
        return new NotificationChannelResponse(
                channel.id(),
                channel.name(),
                channel.type(),
                channel.target()
                        .map(target -> Target.shown(channel.type(), target))
                        .orElse(""),
                channel.kinds(),
                channel.services(),
                channel.zone().getId(),
                Times.text(channel.quietFrom()),
                Times.text(channel.quietUntil()),
                Times.text(channel.digestAt()),
                channel.createdBy(),
                channel.createdAt(),
                waiting,
                channel.failures(),
                channel.failingSince().orElse(null),
                channel.failure().orElse(null),
                channel.sentAt().orElse(null),
                signingKey);
    }

    /** Omits the signing key, which must not get into logs. */
    @Override
    public String toString() {
        return "NotificationChannelResponse[name=" + name + "]";
    }
}
