package dev.slipway.ledger.lock;

import dev.slipway.ledger.environment.Environment;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * The lock for deployments to an environment. SQL writes its row in one statement each, so that the database decides
 * races.
 */
@Entity
@Immutable
class DeploymentLock {
    @Id
    private UUID id;

    @OneToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private String holder;
    private String reason;
    private Instant takenAt;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected DeploymentLock() {}

    UUID id() {
        return id;
    }

    Environment environment() {
        return environment;
    }

    String holder() {
        return holder;
    }

    String reason() {
        return reason;
    }

    Instant takenAt() {
        return takenAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
