package dev.slipway.ledger.worker;

import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * An application server of the line. Its row is refreshed every few seconds, in SQL, by itself or by the ledger worker
 * that reads its files.
 */
@Entity
@Immutable
class Worker {
    @Id
    private String name;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Service service;

    private Instant lastSeenAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Worker() {}

    String name() {
        return name;
    }

    Environment environment() {
        return environment;
    }

    Group group() {
        return new Group(environment.name(), Optional.ofNullable(service).map(Service::name));
    }

    Instant lastSeenAt() {
        return lastSeenAt;
    }
}
