package dev.slipway.ledger.release;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private @Nullable Instant mergedAt;
    private @Nullable Integer commitCount;
    private @Nullable Instant firstCommittedAt;
    private @Nullable String recordedBy;
    private Instant recordedAt;

    @ElementCollection
    @CollectionTable(name = "release_commit", joinColumns = @JoinColumn(name = "release_id"))
    @OrderColumn(name = "position")
    private List<Commit> commits;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Release() {}

    Release(Service service, RecordReleaseRequest request, String recordedBy, Instant recordedAt) {
        this.id = Uuid7.at(recordedAt);
        this.service = service;
        this.version = request.version();
        this.commit = request.commit();
        this.artifactDigest = request.artifactDigest();
        this.sourceUrl = request.sourceUrl();
        this.builtAt = request.builtAt();
        this.mergedAt = request.mergedAt();
        this.commits = request.commits() == null ? new ArrayList<>() : new ArrayList<>(request.commits());
        this.commitCount =
                request.commits() == null ? null : Commit.distinctBySha(commits).size();
        this.firstCommittedAt = commits.stream()
                .map(Commit::committedAt)
                .min(Instant::compareTo)
                .orElse(null);
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }

    public UUID id() {
        return id;
    }

    public Service service() {
        return service;
    }

    /** The name of this build among those of its service. */
    public String version() {
        return version;
    }

    /** The Git commit that it was built from, if recorded. */
    public Optional<String> commit() {
        return Optional.ofNullable(commit);
    }

    /** The digest of the built archive. */
    public Digest artifactDigest() {
        return new Digest(artifactDigest);
    }

    /** Where the source can be read, if that was recorded. */
    public Optional<String> sourceUrl() {
        return Optional.ofNullable(sourceUrl);
    }

    /** When it was built, if that was recorded. */
    public Optional<Instant> builtAt() {
        return Optional.ofNullable(builtAt);
    }

    /** When what was built was merged, if that was recorded. */
    public Optional<Instant> mergedAt() {
        return Optional.ofNullable(mergedAt);
    }

    /** The number of commits since the previous release; empty if unknown. */
    public Optional<Integer> commitCount() {
        return Optional.ofNullable(commitCount);
    }

    /** When the ledger was told. */
    public Instant recordedAt() {
        return recordedAt;
    }
}
