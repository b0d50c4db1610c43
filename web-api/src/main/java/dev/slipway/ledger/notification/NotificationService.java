package dev.slipway.ledger.notification;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentChanged;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.notification.channel.ChannelRepository;
import dev.slipway.ledger.notification.channel.NotificationChannel;
import dev.slipway.ledger.platform.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queues notifications, which {@link DeliveryService} hands out, and clears away old ones. */
@ApplicationScoped
@Transactional
public class NotificationService {
    /** How long ended notifications are kept. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** Older notices are imported history, and are not sent. */
    private static final Duration NEWS = Duration.ofHours(24);

    @Inject
    NotificationRepository notifications;

    @Inject
    ChannelRepository channels;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    EventService events;

    @Inject
    DeliveryService deliveries;

    @Inject
    Clock clock;

    /**
     * Stores a notice as an event, and queues it for every channel that is subscribed to it. Idempotent.
     *
     * @param sourceId identifies the notice
     */
    public void enqueue(Notice notice, String sourceId) {
        enqueue(notice, sourceId, null);
    }

    /**
     * Enqueues a notification of an alert; a channel sends those of one alert in order.
     *
     * @param alert the alert; null if it has none
     */
    public void enqueue(Notice notice, String sourceId, @Nullable UUID alert) {
        Optional<UUID> event = events.append(
                new LedgerEvent(LedgerEvent.LEDGER, sourceId, notice.eventKind(), Json.text(notice), notice.at()));
        if (event.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (NotificationChannel channel : channels.byName()) {
            if (channel.isSubscribedTo(notice)) {
                notifications.add(
                        Uuid7.at(now), channel.id(), event.get(), alert, channel.due(notice.kind(), now), now);
            }
        }
    }

    /** A deployment that failed, or a rollback. */
    void recorded(@Observes DeploymentChanged recorded) {
        Deployment deployment = recorded.deployment();
        boolean isFailed = deployment.outcome() == Outcome.FAILED;
        boolean isNews = deployment.finishedAt().plus(NEWS).isAfter(clock.instant());
        if (isNews && (isFailed || deployment.isRollback())) {
            deployments.show(List.of(deployment.id())).values().stream()
                    .map(shown -> DeploymentNotice.of(shown, isFailed))
                    .forEach(notice -> enqueue(notice, notice.kind() + ":" + deployment.id()));
        }
    }

    /**
     * Gives up notifications that expired before they could be sent, drops those that were added while their channel was removed, and
     * deletes those that ended long ago.
     */
    void forgetOld() {
        Instant now = clock.instant();
        deliveries.giveUpExpired();
        notifications.dropOfRemoved(now);
        notifications.forget(now.minus(KEPT));
    }
}
