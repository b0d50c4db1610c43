package dev.slipway.ledger.notification;

import dev.slipway.ledger.notification.channel.Timetable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores, drops and lists notifications; {@link DeliveryRepository} has those that are due. */
@ApplicationScoped
public class NotificationRepository {

    @PersistenceContext
    EntityManager entities;

    /** How many notifications wait for a channel. */
    record Waiting(UUID channel, long notifications) {}

    /**
     * A notification that is kept.
     *
     * @param dueAt when the next attempt is, if it waits
     * @param failure why the last attempt failed; before the first, why its channel fails; null if neither
     */
    record Kept(
            UUID id,
            String channel,
            String state,
            int attempts,
            Instant createdAt,
            Instant dueAt,
            @Nullable Instant endedAt,
            String payload,
            @Nullable String failure) {

        NotificationResponse response() {
            Notice notice = Notice.of(payload);
            NotificationState known = NotificationState.of(state);
            return new NotificationResponse(
                    id,
                    channel,
                    notice.kind(),
                    notice.headline(),
                    notice.path(),
                    known,
                    attempts,
                    failure,
                    createdAt,
                    known == NotificationState.WAITING ? dueAt : null,
                    endedAt);
        }
    }

    /** Adds a notification, of an alert or of none, unless there is one of this event for this channel. */
    void add(UUID id, UUID channel, UUID event, @Nullable UUID alert, Timetable.Due due, Instant now) {
        entities.createNativeQuery("""
                        insert into notification (id, channel_id, event_id, alert_id, state, is_together, due_at, expires_at, created_at)
                        values (:id, :channel, :event, cast(:alert as uuid), 'waiting', :isTogether, :due, :expires, :now)
                        on conflict (channel_id, event_id) do nothing""")
                .setParameter("id", id)
                .setParameter("channel", channel)
                .setParameter("event", event)
                .setParameter("alert", alert == null ? null : alert.toString())
                .setParameter("isTogether", due.isTogether())
                .setParameter("due", due.at())
                .setParameter("expires", due.at().plus(Backoff.GIVEN_UP_AFTER))
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Makes those of a channel due that failed and wait for another attempt; not those that are being sent. */
    public void hasten(UUID channel, Instant now) {
        entities.createNativeQuery("""
                        update notification n set due_at = :now
                        where n.channel_id = :channel and n.state = 'waiting' and n.due_at > :now and exists (
                            select from notification_attempt a where a.notification_id = n.id and a.number = n.attempts)""")
                .setParameter("now", now)
                .setParameter("channel", channel)
                .executeUpdate();
    }

    /** Drops the waiting notifications of a removed channel. */
    public void drop(UUID channel, Instant at) {
        entities.createNativeQuery("""
                        update notification set state = 'dropped', ended_at = :at, remaining = null
                        where channel_id = :channel and state = 'waiting'""")
                .setParameter("at", at)
                .setParameter("channel", channel)
                .executeUpdate();
    }

    /** Drops notifications for removed channels that a concurrent transaction added before it saw the removal. */
    void dropOfRemoved(Instant at) {
        entities.createNativeQuery("""
                        update notification n set state = 'dropped', ended_at = :at, remaining = null
                        from notification_channel c
                        where c.id = n.channel_id and c.removed_at is not null and n.state = 'waiting'""").setParameter("at", at).executeUpdate();
    }

    /** How many wait for a channel. */
    public long waiting(UUID channel) {
        return waiting(List.of(channel)).getOrDefault(channel, 0L);
    }

    /** How many wait for each of these channels; for those that are left out, none. */
    public Map<UUID, Long> waiting(Collection<UUID> channels) {
        if (channels.isEmpty()) {
            return Map.of();
        }
        List<Waiting> waiting = entities.createNativeQuery("""
                        select channel_id, count(*) from notification
                        where channel_id in (:channels) and state = 'waiting' group by channel_id""", Waiting.class)
                .setParameter("channels", channels)
                .getResultList();
        return waiting.stream().collect(Collectors.toMap(Waiting::channel, Waiting::notifications));
    }

    /** Deletes notifications that ended before this, with their attempts. */
    void forget(Instant before) {
        entities.createNativeQuery("delete from notification where state <> 'waiting' and ended_at < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    /** Sent and waiting notifications, newest first. */
    List<NotificationResponse> newestFirst(
            @Nullable String channel, @Nullable Instant afterAt, @Nullable UUID afterId, int limit) {
        List<Kept> kept = entities.createNativeQuery("""
                        select n.id, c.name, n.state, n.attempts, n.created_at, greatest(n.due_at, c.rests_until), n.ended_at, cast(e.payload as text),
                            coalesce(
                                (select a.failure from notification_attempt a where a.notification_id = n.id order by a.number desc limit 1),
                                case when n.state = 'waiting' and c.failing_since is not null then c.failure end)
                        from notification n
                        join notification_channel c on c.id = n.channel_id
                        join event e on e.id = n.event_id
                        where (:channel = '' or c.name = :channel and c.removed_at is null)
                            and (cast(:afterAt as timestamptz) is null or (n.created_at, n.id) < (cast(:afterAt as timestamptz), cast(:afterId as uuid)))
                        order by n.created_at desc, n.id desc limit :limit""", Kept.class)
                .setParameter("channel", channel == null ? "" : channel)
                .setParameter("afterAt", afterAt == null ? null : afterAt.toString())
                .setParameter("afterId", afterId == null ? null : afterId.toString())
                .setParameter("limit", limit)
                .getResultList();
        return kept.stream().map(Kept::response).toList();
    }
}
