package dev.slipway.ledger.release;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A build of a service, known by its version, and bound by digest to the very archive that was built. */
@Entity
@Immutable
public class Release {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    private String version;

    @Column(name = "commit_sha")
    private @Nullable String commit;

    private String artifactDigest;
    private @Nullable String sourceUrl;
    private @Nullable Instant builtAt;
    private Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Release() {}

    Release(Service service, RecordReleaseRequest request, Instant recordedAt) {
        this.id = Uuid7.at(recordedAt);
        this.service = service;
        this.version = request.version();
        this.commit = request.commit();
        this.artifactDigest = request.artifactDigest();
        this.sourceUrl = request.sourceUrl();
        this.builtAt = request.builtAt();
        this.recordedAt = recordedAt;
    }

    /** Its identity. */
    public UUID id() {
        return id;
    }

    /** What was built. */
    public Service service() {
        return service;
    }

    /** The name of this build among those of its service. */
    public String version() {
        return version;
    }

    /** What it was built from, if that was recorded. */
    public Optional<String> commit() {
        return Optional.ofNullable(commit);
    }

    /** What came out of it. */
    public String artifactDigest() {
        return artifactDigest;
    }

    Optional<String> sourceUrl() {
        return Optional.ofNullable(sourceUrl);
    }

    Optional<Instant> builtAt() {
        return Optional.ofNullable(builtAt);
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
