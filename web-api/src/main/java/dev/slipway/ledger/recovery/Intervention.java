package dev.slipway.ledger.recovery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The latest statement on whether a deployment needed intervention. */
@Entity
@Immutable
class Intervention {
    @Id
    private UUID deploymentId;

    private boolean isNeeded;
    private @Nullable String note;
    private String markedBy;
    private Instant markedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Intervention() {}

    boolean isNeeded() {
        return isNeeded;
    }

    Optional<String> note() {
        return Optional.ofNullable(note);
    }

    String markedBy() {
        return markedBy;
    }

    Instant markedAt() {
        return markedAt;
    }
}
