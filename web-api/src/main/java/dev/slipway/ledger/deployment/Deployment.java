package dev.slipway.ledger.deployment;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * A release that was put into an environment; it is over when the ledger hears of it, at {@code recordedAt}.
 *
 * <p>The service is the release's. It stands here once more because every list of deployments is found by it; a foreign
 * key over both keeps the two from drifting apart.
 */
@Entity
@Immutable
public class Deployment {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Release release;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private Channel channel;
    private String actor;
    private Instant startedAt;
    private Instant finishedAt;
    private Outcome outcome;
    private Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Deployment() {}

    Deployment(
            Release release,
            Environment environment,
            RecordDeploymentRequest request,
            String actor,
            Instant recordedAt) {
        this.id = Uuid7.at(recordedAt);
        this.release = release;
        this.service = release.service();
        this.environment = environment;
        this.channel = request.channel();
        this.actor = actor;
        this.startedAt = request.startedAt();
        this.finishedAt = request.finishedAt();
        this.outcome = request.outcome();
        this.recordedAt = recordedAt;
    }

    UUID id() {
        return id;
    }

    Release release() {
        return release;
    }

    Service service() {
        return service;
    }

    Environment environment() {
        return environment;
    }

    Channel channel() {
        return channel;
    }

    String actor() {
        return actor;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant finishedAt() {
        return finishedAt;
    }

    Outcome outcome() {
        return outcome;
    }
}
