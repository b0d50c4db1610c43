package dev.slipway.ledger.evidence;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Failure;
import dev.slipway.ledger.evidence.contents.Format;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Summary;
import dev.slipway.ledger.evidence.contents.Verdict;
import dev.slipway.ledger.release.Release;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A file of evidence for or against a release. */
@Entity
@Immutable
class Evidence {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Release release;

    private Kind kind;
    private Format format;
    private String name;
    private long size;
    private String digest;
    private Verdict verdict;

    @Embedded
    private Summary summary;

    private String recordedBy;
    private Instant recordedAt;

    @ElementCollection
    @CollectionTable(name = "evidence_failure", joinColumns = @JoinColumn(name = "evidence_id"))
    @OrderColumn(name = "position")
    private List<Failure> failures;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Evidence() {}

    Evidence(
            Release release,
            AddEvidenceRequest request,
            long size,
            Contents contents,
            String actor,
            Instant recordedAt) {
        this.id = Uuid7.at(recordedAt);
        this.release = release;
        this.kind = contents.kind();
        this.format = contents.format();
        this.name = request.name();
        this.size = size;
        this.digest = request.digest().text();
        this.verdict = contents.verdict();
        this.summary = contents.summary();
        this.recordedBy = actor;
        this.recordedAt = recordedAt;
        this.failures = new ArrayList<>(contents.failures());
    }

    UUID id() {
        return id;
    }

    Release release() {
        return release;
    }

    Kind kind() {
        return kind;
    }

    Format format() {
        return format;
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    String digest() {
        return digest;
    }

    Verdict verdict() {
        return verdict;
    }

    Summary summary() {
        return summary;
    }

    String recordedBy() {
        return recordedBy;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
