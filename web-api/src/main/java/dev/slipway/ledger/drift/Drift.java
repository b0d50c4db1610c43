package dev.slipway.ledger.drift;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A difference between a worker and the ledger that lasted: open until it is explained or gone, then kept. */
@Entity
class Drift {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private String worker;
    private String archive;
    private DriftKind kind;
    private @Nullable String artifactDigest;
    private @Nullable String expectedDigest;
    private Instant detectedAt;
    private @Nullable Instant clearedAt;
    private @Nullable String clearedBy;
    private @Nullable Clearance clearance;
    private @Nullable String note;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Drift() {}

    Drift(Service service, Environment environment, String worker, Finding finding, Instant detectedAt) {
        this.id = Uuid7.at(detectedAt);
        this.service = service;
        this.environment = environment;
        this.worker = worker;
        this.archive = finding.archive();
        this.kind = finding.kind();
        this.artifactDigest = finding.artifactDigest().orElse(null);
        this.expectedDigest = finding.expectedDigest().orElse(null);
        this.detectedAt = detectedAt;
    }

    /** It is over by itself. */
    void clear(Clearance reason, Instant at) {
        clearance = reason;
        clearedAt = at;
    }

    /** Somebody says why it is so. */
    void explain(String words, String by, Instant at) {
        clear(Clearance.EXPLAINED, at);
        clearedBy = by;
        note = words;
    }

    UUID id() {
        return id;
    }

    Service service() {
        return service;
    }

    Environment environment() {
        return environment;
    }

    String worker() {
        return worker;
    }

    String archive() {
        return archive;
    }

    DriftKind kind() {
        return kind;
    }

    /** What makes it the same as before, on one worker. */
    Finding.Key key() {
        return new Finding.Key(kind, archive, artifactDigest());
    }

    /** What runs; of what is missing, what should. */
    Optional<String> artifactDigest() {
        return Optional.ofNullable(artifactDigest);
    }

    /** What the ledger said was live; empty where that was nothing. */
    Optional<String> expectedDigest() {
        return Optional.ofNullable(expectedDigest);
    }

    Instant detectedAt() {
        return detectedAt;
    }

    Optional<Instant> clearedAt() {
        return Optional.ofNullable(clearedAt);
    }

    Optional<String> clearedBy() {
        return Optional.ofNullable(clearedBy);
    }

    Optional<Clearance> clearance() {
        return Optional.ofNullable(clearance);
    }

    Optional<String> note() {
        return Optional.ofNullable(note);
    }
}
