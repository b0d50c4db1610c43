package dev.slipway.ledger.notification.channel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores channels, and how deliveries through them went. */
@ApplicationScoped
public class ChannelRepository {

    @PersistenceContext
    EntityManager entities;

    void add(NotificationChannel channel) {
        entities.persist(channel);
        entities.flush();
    }

    /** The channels that are not removed, by name. */
    public List<NotificationChannel> byName() {
        return entities.createQuery(
                        "from NotificationChannel c where c.removedAt is null order by c.name",
                        NotificationChannel.class)
                .getResultList();
    }

    /** A channel that is not removed. */
    public Optional<NotificationChannel> find(UUID id) {
        return Optional.ofNullable(entities.find(NotificationChannel.class, id))
                .filter(channel -> !channel.isRemoved());
    }

    /** Finds and locks a channel that is not removed, until the end of the transaction. */
    public Optional<NotificationChannel> lock(UUID id) {
        return Optional.ofNullable(entities.find(NotificationChannel.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(channel -> !channel.isRemoved());
    }

    /**
     * Records an accepted delivery of a channel.
     *
     * @param many how many notifications it was of; 0 for what is left to send of some
     */
    public void succeeded(UUID channel, int many, @Nullable String failure, Instant at) {
        entities.createNativeQuery("""
                        update notification_channel
                        set failures = 0, failing_since = null, failure = cast(:failure as text),
                            sent_at = case when :many > 0 then :at else sent_at end, sent_count = sent_count + :many
                        where id = :id""")
                .setParameter("failure", failure)
                .setParameter("at", at)
                .setParameter("many", many)
                .setParameter("id", channel)
                .executeUpdate();
    }

    /** Records that a channel works, without anything sent. */
    void recovered(UUID channel) {
        entities.createNativeQuery("""
                        update notification_channel set failures = 0, failing_since = null, failure = null, rests_until = null
                        where id = :id and (failure is not null or rests_until is not null)""").setParameter("id", channel).executeUpdate();
    }

    /**
     * Records a failure of a channel.
     *
     * @param rest until when it rests; null if it does not
     * @return the number of consecutive failures
     */
    public int failed(UUID channel, String failure, int givenUp, @Nullable Instant rest, Instant at) {
        return (Integer) entities.createNativeQuery("""
                        update notification_channel
                        set failures = failures + 1, failing_since = coalesce(failing_since, :at), failure = :failure,
                            failed_count = failed_count + 1, given_up_count = given_up_count + :givenUp,
                            rests_until = greatest(rests_until, cast(:rest as timestamptz))
                        where id = :id returning failures""", Integer.class)
                .setParameter("at", at)
                .setParameter("failure", failure)
                .setParameter("givenUp", givenUp)
                .setParameter("rest", rest == null ? null : rest.toString())
                .setParameter("id", channel)
                .getSingleResult();
    }

    /** Counts notifications that were given up before they could be sent through a channel. */
    public void gaveUp(UUID channel, long many) {
        entities.createNativeQuery(
                        "update notification_channel set given_up_count = given_up_count + :many where id = :id")
                .setParameter("many", many)
                .setParameter("id", channel)
                .executeUpdate();
    }
}
