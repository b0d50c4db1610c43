package dev.slipway.ledger.drift;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lasting difference between a worker and the ledger; open until it is explained or gone, then kept for the record.
 */
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
    private @Nullable DriftResolution clearance;
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
        this.artifactDigest = finding.artifactDigest().map(Digest::text).orElse(null);
        this.expectedDigest = finding.expectedDigest().map(Digest::text).orElse(null);
        this.detectedAt = detectedAt;
    }

    /** Clears it without an explanation. */
    void clear(DriftResolution reason, Instant at) {
        clearance = reason;
        clearedAt = at;
    }

    /** Clears it with a person's explanation. */
    void explain(String text, String by, Instant at) {
        clear(DriftResolution.EXPLAINED, at);
        clearedBy = by;
        note = text;
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

    /** Identifies the same drift on one worker. */
    Finding.Key key() {
        return new Finding.Key(kind, archive, artifactDigest());
    }

    /** The digest that runs; of a missing archive, the one that should. */
    Optional<Digest> artifactDigest() {
        return Digest.ofNullable(artifactDigest);
    }

    /** The digest that the ledger expected; empty if none. */
    Optional<Digest> expectedDigest() {
        return Digest.ofNullable(expectedDigest);
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

    Optional<DriftResolution> clearance() {
        return Optional.ofNullable(clearance);
    }

    Optional<String> note() {
        return Optional.ofNullable(note);
    }
}
