package dev.slipway.ledger.worker;

import dev.slipway.ledger.environment.Environment;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** An application server of the line. It writes its row itself, by SQL, and again every few seconds. */
@Entity
@Immutable
class Worker {
    @Id
    private String name;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private Instant lastSeenAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Worker() {}

    String name() {
        return name;
    }

    Environment environment() {
        return environment;
    }

    Instant lastSeenAt() {
        return lastSeenAt;
    }
}
