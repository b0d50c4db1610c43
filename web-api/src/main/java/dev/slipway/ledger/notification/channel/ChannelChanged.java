package dev.slipway.ledger.notification.channel;

import dev.slipway.ledger.notification.Kind;
import java.util.List;
import java.util.UUID;

/**
 * The event that a channel was added or removed: who is told of what is evidence. Without its target, which is a secret.
 *
 * @param kinds the kinds of its notifications; none for all
 * @param services the services that they may concern; none for all
 * @param actor who did it
 */
record ChannelChanged(UUID channel, String name, Type type, List<Kind> kinds, List<String> services, String actor) {

    static ChannelChanged of(NotificationChannel channel, String actor) {
        return new ChannelChanged(
                channel.id(), channel.name(), channel.type(), channel.kinds(), channel.services(), actor);
    }
}
