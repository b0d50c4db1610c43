package dev.slipway.ledger.notification;

import dev.slipway.ledger.notification.post.Delivery;
import dev.slipway.ledger.notification.post.DeliveryException;
import dev.slipway.ledger.notification.post.Post;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends due notifications every few seconds, each channel on its own thread, so that one that does not answer delays no other. Runs on
 * every worker; the database assigns each notification to one of them.
 */
@WebListener
public class NotificationSender extends ScheduledJobListener {
    private static final System.Logger LOG = System.getLogger(NotificationSender.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final int PATIENCE_SECONDS = 25;

    @Inject
    NotificationService notifications;

    @Inject
    DeliveryService deliveries;

    @Inject
    Post post;

    /** The scheduler's own pool is small. */
    @Resource
    ManagedThreadFactory threads;

    /** Until when channels rest that fail, by {@link System#nanoTime}. */
    private final Map<UUID, Long> resting = new ConcurrentHashMap<>();

    private final Map<UUID, Boolean> sending = new ConcurrentHashMap<>();
    private final Phaser underWay = new Phaser(1);

    @Override
    protected void schedule() {
        every(INTERVAL, "Due notifications could not be read", this::dispatchDue);
        every(SWEEP, Duration.ofMinutes(5), "Expired notifications could not be deleted", notifications::forgetOld);
    }

    /** Waits for deliveries in progress, whose outcome would otherwise be unknown. */
    @Override
    protected void ended() {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arriveAndDeregister(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "A notification is still being sent; it may be sent once more");
        }
    }

    private void dispatchDue() {
        for (UUID channel : deliveries.channelsDue()) {
            Long until = resting.get(channel);
            boolean isResting = until != null && System.nanoTime() - until < 0;
            if (!isResting && sending.putIfAbsent(channel, true) == null) {
                begin(channel);
            }
        }
    }

    private void begin(UUID channel) {
        underWay.register();
        try {
            Thread thread = threads.newThread(() -> serve(channel));
            thread.setName("slipway-notifications");
            thread.start();
        } catch (RuntimeException e) {
            sending.remove(channel);
            underWay.arriveAndDeregister();
            throw e;
        }
    }

    private void serve(UUID channel) {
        try {
            send(channel);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Delivery to a channel failed; retrying shortly", e);
        } finally {
            sending.remove(channel);
            underWay.arriveAndDeregister();
        }
    }

    /** Sends one after the other, until nothing is due or the channel fails. */
    private void send(UUID channel) {
        while (!isOver()) {
            Optional<PendingMessage> claimed = deliveries.claim(channel);
            if (claimed.isEmpty()) {
                return;
            }
            Duration pause = send(claimed.get());
            if (!pause.isZero()) {
                resting.put(channel, System.nanoTime() + pause.toNanos());
                return;
            }
        }
    }

    private Duration send(PendingMessage pending) {
        Delivery delivery;
        try {
            delivery = post.send(pending.channel(), pending.message(), pending.remaining());
        } catch (DeliveryException e) {
            return failed(pending, e);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A notification could not be rendered", e);
            return failed(pending, new DeliveryException("The ledger could not write it: its log says why."));
        }
        deliveries.sent(pending, delivery);
        return Duration.ZERO;
    }

    private Duration failed(PendingMessage pending, DeliveryException why) {
        int failures = deliveries.failed(pending, why);
        LOG.log(
                failures == 1 ? Level.INFO : Level.DEBUG,
                "The channel {0} did not take a notification: {1}",
                pending.channel().name(),
                why.reason());
        return why.isGeneral() ? Backoff.pause(failures) : Duration.ZERO;
    }
}
