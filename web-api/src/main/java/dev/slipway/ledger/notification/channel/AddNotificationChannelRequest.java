package dev.slipway.ledger.notification.channel;

import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.platform.text.ZoneName;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request for a channel.
 *
 * @param type its transport
 * @param target mail addresses separated by commas, or the address of the webhook
 * @param kinds the kinds of notifications; null or none for all
 * @param services the services that they may concern; null or none for all, and for notifications that concern no
 *     service
 * @param zone the time zone of the times, by its IANA name; null for UTC
 * @param quietFrom when the quiet hours begin, in which only urgent notifications are sent; null for none
 * @param quietUntil when the quiet hours end
 * @param digestAt when other notifications are sent, once a day in one message; null for at once
 */
@Schema(description = "A channel to be added.")
public record AddNotificationChannelRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "team-chat")
        String name,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "mail")
        Type type,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = "^[ -~]{1,2008}$", message = "must be 1 to 2008 printable ASCII characters")
        @Schema(
                description =
                        "Mail addresses, separated by commas, or the https address of the webhook, which is a secret and"
                                + " never shown again.",
                examples = "alice@example.org, bob@example.org")
        String target,

        @Size(max = 20, message = "must have 20 elements at most")
        @Schema(description = "All if empty or left out.", examples = "[\"approval\",\"drift\"]")
        @Nullable
        List<@NotNull(message = Text.REQUIRED) Kind> kinds,

        @Size(max = 100, message = "must have 100 elements at most")
        @Schema(
                description = "All if empty or left out, and what concerns the line itself.",
                examples = "[\"web-shop\"]")
        @Nullable
        List<@NotNull(message = Text.REQUIRED) @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) String> services,

        @ZoneName @Schema(description = "Time zone; UTC if left out.", examples = "Europe/Berlin") @Nullable
        String zone,

        @Pattern(regexp = Times.FORM, message = Times.FORM_RULE)
        @Schema(
                description = "The start of the quiet hours, in which only urgent notifications are sent.",
                examples = "22:00")
        @Nullable
        String quietFrom,

        @Pattern(regexp = Times.FORM, message = Times.FORM_RULE)
        @Schema(
                description = "The end of the quiet hours; on the next day if it is before their start.",
                examples = "07:00")
        @Nullable
        String quietUntil,

        @Pattern(regexp = Times.FORM, message = Times.FORM_RULE)
        @Schema(description = "The time of the daily message with everything that is not urgent.", examples = "08:00")
        @Nullable
        String digestAt) {

    /** Hides the target, since this may be logged. */
    @Override
    public String toString() {
        return "AddNotificationChannelRequest[name=" + name + ", type=" + type + ", target=…]";
    }
}
