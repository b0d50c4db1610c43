package dev.slipway.ledger.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands out due notifications for delivery, each to one worker, and records its attempts and its end. */
@ApplicationScoped
class DeliveryRepository {

    /**
     * A notification to send before {@code n}: an earlier one of the same alert, since the alert's end could otherwise
     * arrive before its beginning. A mail that only some recipients have not received yet does not delay later ones for
     * the other recipients.
     */
    private static final String EARLIER = """
            select from notification earlier
            where earlier.channel_id = n.channel_id and earlier.alert_id = n.alert_id and earlier.id < n.id
                and earlier.state = 'waiting' and earlier.expires_at >= :expired
                and (earlier.remaining is null or n.remaining is not null)""";

    private static final List<String> URGENT = Arrays.stream(Kind.values())
            .filter(Kind::isUrgent)
            .map(Kind::toString)
            .toList();

    @PersistenceContext
    EntityManager entities;

    /**
     * A notification that this worker has taken for delivery.
     *
     * @param alert its alert; null if it has none
     * @param attempts how often it was tried, this time included
     * @param expires when it is given up
     * @param remaining the recipients that a mail has not reached yet; null for all
     */
    record Claimed(
            UUID id,
            UUID eventId,
            @Nullable UUID alert,
            String payload,
            boolean isTogether,
            int attempts,
            Instant expires,
            @Nullable String remaining) {}

    /**
     * The channels for which something is due.
     *
     * @param expired notifications that expired before this are not due
     */
    List<UUID> channelsDue(Instant now, Instant expired) {
        return entities.createNativeQuery("""
                        select c.id from notification_channel c
                        where c.removed_at is null and (c.rests_until is null or c.rests_until <= :now) and exists (
                            select from notification n where n.channel_id = c.id and n.state = 'waiting' and n.due_at <= :now
                                and n.expires_at >= :expired and not exists (%s))""".formatted(EARLIER), UUID.class)
                .setParameter("now", now)
                .setParameter("expired", expired)
                .getResultList();
    }

    /**
     * Puts off what is due in a channel's quiet hours and not urgent, unless it was just tried.
     *
     * @param until when they end
     * @param isTogether whether it is sent in one message then
     * @param tried what was tried after this is tried again
     */
    void putOff(UUID channel, Instant now, Instant until, boolean isTogether, Instant tried) {
        entities.createNativeQuery("""
                        update notification set due_at = :until, is_together = is_together or :isTogether
                        where id in (
                            select n.id from notification n join event e on e.id = n.event_id
                            where n.channel_id = :channel and n.state = 'waiting' and n.due_at <= :now and e.payload ->> 'kind' not in (:urgent)
                                and not exists (select from notification_attempt a where a.notification_id = n.id and a.at > :tried)
                            for update of n skip locked)""")
                .setParameter("until", until)
                .setParameter("isTogether", isTogether)
                .setParameter("channel", channel)
                .setParameter("now", now)
                .setParameter("urgent", URGENT)
                .setParameter("tried", tried)
                .executeUpdate();
    }

    /**
     * Takes the first due notification, or those of a digest, for the time of a lease; after that they are due again.
     * A notification waits for an earlier one of its alert, unless both are taken together; and one that only
     * some recipients have not received yet is not part of another digest.
     *
     * @param expired notifications that expired before this are not taken
     * @param most how many of a digest are taken
     */
    List<Claimed> claim(UUID channel, Instant now, Instant expired, Duration lease, int most) {
        List<Claimed> claimed = entities.createNativeQuery("""
                        with first as (
                            select n.id, n.is_together, n.remaining from notification n
                            where n.channel_id = :channel and n.state = 'waiting' and n.due_at <= :now and n.expires_at >= :expired
                                and not exists (%1$s)
                            order by n.due_at, n.id limit 1 for update skip locked
                        ), taken as (
                            select n.id from notification n
                            where n.channel_id = :channel and n.state = 'waiting' and n.due_at <= :now and n.is_together
                                and n.expires_at >= :expired and (select is_together from first)
                                and n.remaining is not distinct from (select remaining from first)
                            order by n.due_at, n.id limit :most for update skip locked
                        ), claimed as (
                            select id from first
                            union
                            select n.id from notification n
                            where n.id in (select id from taken) and not exists (%1$s and earlier.id not in (select id from taken))
                        )
                        update notification n set due_at = :until, attempts = attempts + 1
                        from event e
                        where e.id = n.event_id and n.state = 'waiting' and n.id in (select id from claimed)
                        returning n.id, n.event_id, n.alert_id, cast(e.payload as text), n.is_together, n.attempts, n.expires_at, n.remaining""".formatted(EARLIER), Claimed.class)
                .setParameter("channel", channel)
                .setParameter("now", now)
                .setParameter("expired", expired)
                .setParameter("until", now.plus(lease))
                .setParameter("most", most)
                .getResultList();
        return claimed.stream().sorted(Comparator.comparing(Claimed::eventId)).toList();
    }

    /** Records an attempt. */
    void addAttempt(UUID notification, int number, Instant at, @Nullable String failure) {
        entities.createNativeQuery("""
                        insert into notification_attempt (notification_id, number, at, failure)
                        values (:id, :number, :at, cast(:failure as text)) on conflict do nothing""")
                .setParameter("id", notification)
                .setParameter("number", number)
                .setParameter("at", at)
                .setParameter("failure", failure)
                .executeUpdate();
    }

    /** Ends a notification in a final state. */
    void end(UUID notification, NotificationState state, Instant at) {
        entities.createNativeQuery("""
                        update notification set state = :state, ended_at = :at, remaining = null
                        where id = :id and state = 'waiting'""")
                .setParameter("state", state.toString())
                .setParameter("at", at)
                .setParameter("id", notification)
                .executeUpdate();
    }

    /**
     * Ends an alert's notifications from before this one that only some of their recipients have received: the others
     * have this one instead.
     */
    void endEarlier(UUID channel, UUID alert, UUID before, Instant at) {
        entities.createNativeQuery("""
                        update notification set state = 'sent', ended_at = :at, remaining = null
                        where channel_id = :channel and alert_id = :alert and id < :before and state = 'waiting'
                            and remaining is not null""")
                .setParameter("at", at)
                .setParameter("channel", channel)
                .setParameter("alert", alert)
                .setParameter("before", before)
                .executeUpdate();
    }

    /** The channels for which something waits that expired before this. */
    List<UUID> channelsExpired(Instant expired) {
        return entities.createNativeQuery(
                        "select distinct channel_id from notification where state = 'waiting' and expires_at < :expired",
                        UUID.class)
                .setParameter("expired", expired)
                .getResultList();
    }

    /**
     * Gives up a channel's waiting notifications that expired before this; the channel must be locked. Those that some
     * recipients have received count as sent.
     *
     * @return how many were given up
     */
    long giveUp(UUID channel, Instant expired, Instant at) {
        return (Long) entities.createNativeQuery("""
                        with ended as (
                            update notification set state = case when remaining is null then 'given-up' else 'sent' end,
                                ended_at = :at, remaining = null
                            where channel_id = :channel and state = 'waiting' and expires_at < :expired and due_at <= :at
                            returning state
                        )
                        select count(*) from ended where state = 'given-up'""", Long.class)
                .setParameter("at", at)
                .setParameter("channel", channel)
                .setParameter("expired", expired)
                .getSingleResult();
    }

    /** Schedules the next attempt after one that failed. */
    void retry(UUID notification, Instant due, Instant expires) {
        schedule(notification, due, "expires_at = :expires")
                .setParameter("expires", expires)
                .executeUpdate();
    }

    /** Schedules the next attempt where this one does not count. */
    void postpone(UUID notification, int attempts, Instant due) {
        schedule(notification, due, "attempts = :attempts")
                .setParameter("attempts", attempts)
                .executeUpdate();
    }

    /** Schedules an attempt for the recipients that it has not reached yet. */
    void defer(UUID notification, String remaining, Instant due, Instant expires) {
        schedule(notification, due, "expires_at = :expires, remaining = :remaining")
                .setParameter("expires", expires)
                .setParameter("remaining", remaining)
                .executeUpdate();
    }

    /**
     * Schedules the next attempt.
     *
     * @param also what else changes, in SQL
     */
    private Query schedule(UUID notification, Instant due, String also) {
        return entities.createNativeQuery(
                        "update notification set due_at = :due, %s where id = :id and state = 'waiting'"
                                .formatted(also))
                .setParameter("due", due)
                .setParameter("id", notification);
    }
}
