package dev.slipway.ledger.notification.channel;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.notification.Notice;
import dev.slipway.ledger.notification.post.Signature;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A channel with its subscription. A removed one is kept, without its secrets, for its history. */
@Entity
public class NotificationChannel {
    @Id
    private UUID id;

    private String name;
    private Type type;
    private @Nullable String target;
    private @Nullable String signingKey;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] kinds;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] services;

    private String zone;

    @Column(name = "local_quiet_from")
    @JdbcTypeCode(SqlTypes.LOCAL_TIME)
    private @Nullable LocalTime quietFrom;

    @Column(name = "local_quiet_until")
    @JdbcTypeCode(SqlTypes.LOCAL_TIME)
    private @Nullable LocalTime quietUntil;

    @Column(name = "local_digest_at")
    @JdbcTypeCode(SqlTypes.LOCAL_TIME)
    private @Nullable LocalTime digestAt;

    private String createdBy;
    private Instant createdAt;
    private @Nullable String removedBy;
    private @Nullable Instant removedAt;
    private int failures;
    private @Nullable Instant failingSince;
    private @Nullable String failure;
    private @Nullable Instant sentAt;
    private @Nullable Instant restsUntil;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected NotificationChannel() {}

    NotificationChannel(AddNotificationChannelRequest request, String by, Instant at) {
        this.id = Uuid7.at(at);
        this.name = request.name();
        this.type = request.type();
        this.target = request.target();
        this.signingKey = request.type() == Type.WEBHOOK ? Signature.newKey() : null;
        this.kinds = request.kinds() == null
                ? new String[0]
                : request.kinds().stream().map(Kind::toString).toArray(String[]::new);
        this.services =
                request.services() == null ? new String[0] : request.services().toArray(String[]::new);
        this.zone = request.zone() == null ? "UTC" : request.zone();
        this.quietFrom = Times.of(request.quietFrom());
        this.quietUntil = Times.of(request.quietUntil());
        this.digestAt = Times.of(request.digestAt());
        this.createdBy = by;
        this.createdAt = at;
    }

    /** Without its secrets. The database also forgets why it failed, which may name a receiver. */
    void remove(String by, Instant at) {
        target = null;
        signingKey = null;
        removedBy = by;
        removedAt = at;
    }

    /** Whether it is subscribed to this notice; one that concerns no service goes only to channels without a list of services. */
    public boolean isSubscribedTo(Notice notice) {
        boolean isOfKind =
                kinds.length == 0 || Arrays.asList(kinds).contains(notice.kind().toString());
        boolean isOfService = services.length == 0
                || notice.service() != null && Arrays.asList(services).contains(notice.service());
        return isOfKind && isOfService;
    }

    /** When it sends a notification of now. Programs get each event separately. */
    public Timetable.Due due(Kind kind, Instant now) {
        Timetable.Due due = timetable().due(kind, now);
        return type.isRead() ? due : new Timetable.Due(due.at(), false);
    }

    /** When it makes a retry of what failed now that would be due at this time. */
    public Instant retryAt(Kind kind, Instant now, Instant at) {
        return timetable().retryAt(kind, now, at);
    }

    /** When its quiet hours of this moment end, in which it sends only what is urgent; empty outside them. */
    public Optional<Instant> quietEnd(Instant now) {
        return timetable().quietEnd(now);
    }

    private Timetable timetable() {
        return new Timetable(zone(), quietFrom, quietUntil, digestAt);
    }

    public ZoneId zone() {
        return ZoneId.of(zone);
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    /** The target, which is a secret unless it is for mail; empty once the channel is removed. */
    public Optional<String> target() {
        return Optional.ofNullable(target);
    }

    /** The signing key of a webhook. */
    public Optional<String> signingKey() {
        return Optional.ofNullable(signingKey);
    }

    /** None for all. */
    List<Kind> kinds() {
        return Arrays.stream(kinds).map(Kind::of).toList();
    }

    /** None for all. */
    List<String> services() {
        return List.of(services);
    }

    @Nullable
    LocalTime quietFrom() {
        return quietFrom;
    }

    @Nullable
    LocalTime quietUntil() {
        return quietUntil;
    }

    @Nullable
    LocalTime digestAt() {
        return digestAt;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    public boolean isRemoved() {
        return removedAt != null;
    }

    /** How often it failed since it last sent something. */
    int failures() {
        return failures;
    }

    public Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince);
    }

    /** Why it last failed, or which of several receivers it last did not reach; empty while it works. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    Optional<Instant> sentAt() {
        return Optional.ofNullable(sentAt);
    }

    /** Whether it sends nothing now, since its receiver requested a pause, or would refuse it. */
    public boolean isResting(Instant now) {
        return restsUntil != null && restsUntil.isAfter(now);
    }
}
