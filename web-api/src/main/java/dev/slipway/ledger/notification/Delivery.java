package dev.slipway.ledger.notification;

import dev.slipway.ledger.notification.NotificationRepository.Claimed;
import dev.slipway.ledger.notification.channel.NotificationChannel;
import dev.slipway.ledger.notification.post.Message;
import java.net.URI;
import java.util.List;

/**
 * What one of the ledger's workers is about to send.
 *
 * @param channel by what
 * @param claimed what, one at least
 * @param ledger where people reach the ledger
 */
record Delivery(NotificationChannel channel, List<Claimed> claimed, URI ledger) {
    Delivery {
        claimed = List.copyOf(claimed);
    }

    Message message() {
        Claimed first = claimed.get(0);
        return new Message(
                first.id(),
                first.eventId(),
                claimed.stream().map(one -> Notice.of(one.payload())).toList(),
                ledger);
    }
}
