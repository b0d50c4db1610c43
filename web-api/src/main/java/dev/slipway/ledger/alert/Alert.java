package dev.slipway.ledger.alert;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.alert.condition.Condition;
import dev.slipway.ledger.notification.Kind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A condition from when it was found until it was over; kept afterwards. */
@Entity
class Alert {
    @Id
    private UUID id;

    private String kind;
    private String subject;
    private @Nullable String service;
    private @Nullable String environment;
    private String title;
    private String detail;
    private String path;
    private Instant openedAt;
    private @Nullable Instant closedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Alert() {}

    Alert(Condition condition, Instant at) {
        this.id = Uuid7.at(at);
        this.kind = condition.kind().toString();
        this.subject = condition.subject();
        this.service = condition.service();
        this.environment = condition.environment();
        this.title = condition.title();
        this.detail = condition.detail();
        this.path = condition.path();
        this.openedAt = at;
    }

    /**
     * Updates the alert from its condition's present state. A changed cause counts only once it lasts, since a worker's
     * restart is over soon.
     *
     * @param isLasting whether the condition has been in this state long enough to notify of it
     * @return whether the cause has changed, so that a new notification is due
     */
    boolean update(Condition condition, boolean isLasting) {
        boolean isAnother = !condition.cause().equals(cause());
        if (isAnother && !isLasting) {
            return false;
        }
        title = condition.title();
        detail = condition.detail();
        return isAnother;
    }

    /** The cause, a change of which sends another message. */
    String cause() {
        return Condition.cause(Kind.of(kind), title, detail);
    }

    void close(Instant at) {
        closedAt = at;
    }

    UUID id() {
        return id;
    }

    /** The key of its condition. */
    Condition.Key key() {
        return new Condition.Key(kind, subject);
    }

    String kind() {
        return kind;
    }

    @Nullable
    String service() {
        return service;
    }

    @Nullable
    String environment() {
        return environment;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }

    String path() {
        return path;
    }

    Instant openedAt() {
        return openedAt;
    }

    Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }
}
