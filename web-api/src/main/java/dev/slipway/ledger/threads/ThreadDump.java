package dev.slipway.ledger.threads;

import dev.slipway.ledger.Uuid7;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A thread dump of a worker: requested, then delivered or failed. */
@Entity
class ThreadDump {
    @Id
    private UUID id;

    private String worker;
    private String service;
    private String environment;
    private String actor;
    private Instant askedAt;
    private @Nullable Instant claimedAt;
    private @Nullable Instant answeredAt;
    private @Nullable String text;
    private @Nullable String failure;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected ThreadDump() {}

    ThreadDump(String worker, String service, String environment, String actor, Instant askedAt) {
        this.id = Uuid7.at(askedAt);
        this.worker = worker;
        this.service = service;
        this.environment = environment;
        this.actor = actor;
        this.askedAt = askedAt;
    }

    void claim(Instant now) {
        claimedAt = now;
    }

    /** Stores the dump, or why there is none. */
    void answer(@Nullable String dump, @Nullable String why, Instant now) {
        text = dump;
        failure = why;
        answeredAt = now;
    }

    UUID id() {
        return id;
    }

    String worker() {
        return worker;
    }

    String service() {
        return service;
    }

    String environment() {
        return environment;
    }

    Instant askedAt() {
        return askedAt;
    }

    Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    Optional<String> text() {
        return Optional.ofNullable(text);
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
