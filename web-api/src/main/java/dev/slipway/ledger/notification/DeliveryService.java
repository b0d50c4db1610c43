package dev.slipway.ledger.notification;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.notification.DeliveryRepository.Claimed;
import dev.slipway.ledger.notification.channel.ChannelRepository;
import dev.slipway.ledger.notification.channel.NotificationChannel;
import dev.slipway.ledger.notification.channel.Timetable;
import dev.slipway.ledger.notification.channel.Type;
import dev.slipway.ledger.notification.post.Delivery;
import dev.slipway.ledger.notification.post.DeliveryException;
import dev.slipway.ledger.notification.post.Target;
import dev.slipway.ledger.notification.post.text.ChatText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands out due notifications for delivery, and records the outcome. */
@ApplicationScoped
@Transactional
class DeliveryService {
    /** Longer than any HTTP delivery takes; after that, the worker that took it has crashed. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /**
     * The same for mail: the server may take minutes to accept it, and before that a minute for each of twenty
     * recipients. A longer lease would delay a crashed worker's deliveries.
     */
    private static final Duration MAIL_LEASE = Duration.ofMinutes(30);

    private static final int MOST_IN_A_MAIL = 200;

    @Inject
    DeliveryRepository deliveries;

    @Inject
    ChannelRepository channels;

    @Inject
    LedgerConfig config;

    @Inject
    Clock clock;

    List<UUID> channelsDue() {
        Instant now = clock.instant();
        return deliveries.channelsDue(now, Backoff.expired(now));
    }

    /**
     * Takes the next delivery of a channel, for the time of a lease. What a message has no room for stays due.
     *
     * @return empty if nothing is due, or the channel rests
     */
    Optional<PendingMessage> claim(UUID channelId) {
        Instant now = clock.instant();
        Optional<NotificationChannel> channel = channels.find(channelId).filter(one -> !one.isResting(now));
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        // Some may have fallen due before them, while the ledger was down or the channel rested.
        channel.flatMap(one -> one.quietEnd(now))
                .ifPresent(end -> deliveries.putOff(
                        channelId, now, end, channel.get().type().isRead(), now.minus(Timetable.SOON)));
        boolean isMail = channel.get().type() == Type.MAIL;
        List<Claimed> claimed = deliveries.claim(
                channelId,
                now,
                Backoff.expired(now),
                isMail ? MAIL_LEASE : LEASE,
                isMail ? MOST_IN_A_MAIL : ChatText.MOST);
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        PendingMessage fitting = new PendingMessage(channel.get(), claimed, config.ledgerUrl()).fitting();
        for (Claimed left : claimed.subList(fitting.claimed().size(), claimed.size())) {
            deliveries.postpone(left.id(), left.attempts() - 1, now);
        }
        return Optional.of(fitting);
    }

    /**
     * Records an accepted delivery: schedules the next attempt for the recipients for whom the mail server may take it later. Updates the
     * channel's row before those of its notifications, as its removal does, to avoid a deadlock.
     */
    void sent(PendingMessage pending, Delivery delivery) {
        Instant now = clock.instant();
        UUID channel = pending.channel().id();
        int many = pending.remaining() == null ? pending.claimed().size() : 0;
        channels.succeeded(channel, many, delivery.shortfall(), now);
        for (Claimed one : pending.claimed()) {
            deliveries.addAttempt(one.id(), one.attempts(), now, delivery.shortfall());
            Instant expires = Backoff.expires(one.attempts(), now, one.expires());
            Optional<Instant> retryAt =
                    delivery.deferred().isEmpty() ? Optional.empty() : next(pending, one, false, null, now, expires);
            if (retryAt.isPresent()) {
                deliveries.defer(one.id(), Target.of(delivery.deferred()), retryAt.get(), expires);
                continue;
            }
            deliveries.end(one.id(), NotificationState.SENT, now);
            if (one.alert() != null && Notice.of(one.payload()).phase() == Notice.Phase.CLOSED) {
                deliveries.endEarlier(channel, one.alert(), one.id(), now);
            }
        }
    }

    private static Optional<Instant> next(
            PendingMessage pending,
            Claimed one,
            boolean isPermanent,
            @Nullable Duration retryAfter,
            Instant now,
            Instant expires) {
        return Backoff.next(one.attempts(), isPermanent, retryAfter, now, expires)
                .map(at -> pending.channel().retryAt(Notice.of(one.payload()).kind(), now, at));
    }

    /**
     * Records a rejected delivery: schedules the next attempt, or gives up, unless it reached others before. An attempt
     * that the receiver throttled, stating a delay, does not count.
     *
     * @return the number of consecutive failures of the channel
     */
    int failed(PendingMessage pending, DeliveryException why) {
        Instant now = clock.instant();
        Map<UUID, Instant> next = new HashMap<>();
        for (Claimed one : pending.claimed()) {
            next(pending, one, why.isPermanent(), why.retryAfter(), now, expires(one, why, now))
                    .ifPresent(at -> next.put(one.id(), at));
        }
        boolean isRest = pending.remaining() != null;
        int givenUp = isRest ? 0 : pending.claimed().size() - next.size();
        int failures = channels.failed(
                pending.channel().id(), why.reason(), givenUp, restsUntil(pending.channel(), why, now), now);
        for (Claimed one : pending.claimed()) {
            Instant at = next.get(one.id());
            if (at != null && !isCounted(one, why)) {
                deliveries.postpone(one.id(), one.attempts() - 1, at);
                continue;
            }
            deliveries.addAttempt(one.id(), one.attempts(), now, why.reason());
            if (at == null) {
                deliveries.end(one.id(), isRest ? NotificationState.SENT : NotificationState.GIVEN_UP, now);
            } else {
                deliveries.retry(one.id(), at, expires(one, why, now));
            }
        }
        return failures;
    }

    private static boolean isCounted(Claimed one, DeliveryException why) {
        return !why.isThrottled() || Backoff.isCounted(one.attempts(), why.retryAfter());
    }

    private static Instant expires(Claimed one, DeliveryException why, Instant now) {
        return isCounted(one, why) ? Backoff.expires(one.attempts(), now, one.expires()) : one.expires();
    }

    private static @Nullable Instant restsUntil(NotificationChannel channel, DeliveryException why, Instant now) {
        Duration requested = why.retryAfter();
        if (requested != null) {
            return now.plus(Backoff.rest(requested));
        }
        if (!why.isPermanent() || !why.isGeneral()) {
            return null;
        }
        Instant since = channel.failingSince().orElse(now);
        return now.plus(Backoff.refusal(Duration.between(since, now)));
    }

    /** Gives up notifications that expired before they could be sent. */
    void giveUpExpired() {
        Instant now = clock.instant();
        for (UUID channel : deliveries.channelsExpired(Backoff.expired(now))) {
            // Its row before those of its notifications, as in `sent`.
            if (channels.lock(channel).isPresent()) {
                channels.gaveUp(channel, deliveries.giveUp(channel, Backoff.expired(now), now));
            }
        }
    }
}
