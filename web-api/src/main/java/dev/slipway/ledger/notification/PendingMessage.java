package dev.slipway.ledger.notification;

import dev.slipway.ledger.notification.DeliveryRepository.Claimed;
import dev.slipway.ledger.notification.channel.NotificationChannel;
import dev.slipway.ledger.notification.channel.Type;
import dev.slipway.ledger.notification.post.text.ChatText;
import dev.slipway.ledger.notification.post.text.Message;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to a channel that a worker has taken for delivery.
 *
 * @param claimed the notifications, at least one
 * @param ledger the ledger's address for people
 */
record PendingMessage(NotificationChannel channel, List<Claimed> claimed, URI ledger) {
    PendingMessage {
        claimed = List.copyOf(claimed);
    }

    /** The recipients of a mail that it did not reach yet; null for all. */
    @Nullable
    String remaining() {
        return claimed.get(0).remaining();
    }

    /** As much of it, from its beginning, as one message of its channel has room for. */
    PendingMessage fitting() {
        int room = channel.type() == Type.TEAMS ? ChatText.roomInTeams(message(), channel.zone()) : claimed.size();
        return new PendingMessage(channel, claimed.subList(0, room), ledger);
    }

    Message message() {
        Claimed first = claimed.get(0);
        return new Message(
                first.id(),
                first.eventId(),
                first.alert(),
                claimed.stream().map(one -> Notice.of(one.payload())).toList(),
                ledger);
    }
}
