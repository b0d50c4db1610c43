package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.Uuid7;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A period for which a worker's audit log may have lost records. */
@Entity
@Immutable
class LogGap {
    @Id
    private UUID id;

    private String worker;
    private @Nullable Instant fromAt;
    private Instant untilAt;
    private String detail;
    private Instant detectedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected LogGap() {}

    LogGap(String worker, Gap gap, Instant detectedAt) {
        this.id = Uuid7.at(detectedAt);
        this.worker = worker;
        this.fromAt = gap.from();
        this.untilAt = gap.until();
        this.detail = gap.detail();
        this.detectedAt = detectedAt;
    }

    UUID id() {
        return id;
    }

    String worker() {
        return worker;
    }

    /** The last time up to which nothing is missing; empty if that is not known. */
    Optional<Instant> fromAt() {
        return Optional.ofNullable(fromAt);
    }

    Instant untilAt() {
        return untilAt;
    }

    String detail() {
        return detail;
    }

    Instant detectedAt() {
        return detectedAt;
    }
}
