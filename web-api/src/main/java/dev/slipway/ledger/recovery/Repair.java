package dev.slipway.ledger.recovery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The latest statement on what a deployment repairs. */
@Entity
@Immutable
class Repair {
    @Id
    private UUID deploymentId;

    private @Nullable UUID repairedId;
    private boolean isAutomatic;
    private String linkedBy;
    private Instant linkedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Repair() {}

    /** The earlier deployment; empty if it was stated that it repairs none. */
    Optional<UUID> repairedId() {
        return Optional.ofNullable(repairedId);
    }

    /** Whether the ledger inferred it, since it is a rollback. */
    boolean isAutomatic() {
        return isAutomatic;
    }

    String linkedBy() {
        return linkedBy;
    }

    Instant linkedAt() {
        return linkedAt;
    }
}
