package dev.slipway.ledger.approval;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.release.Release;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One decision of an approver on a release for an environment, or on a change of the configuration that it runs with there. */
@Entity
@Immutable
public class Approval {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Release release;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private @Nullable UUID requestId;
    private ApprovalVerdict verdict;
    private @Nullable String comment;
    private String approver;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Approval() {}

    Approval(Candidate candidate, DecideRequest body, String approver, Instant decidedAt) {
        this.id = Uuid7.at(decidedAt);
        this.release = candidate.release();
        this.environment = candidate.environment();
        this.requestId = body.requestId();
        this.verdict = body.verdict();
        this.comment = body.comment();
        this.approver = approver;
        this.decidedAt = decidedAt;
    }

    public UUID id() {
        return id;
    }

    public Release release() {
        return release;
    }

    public Environment environment() {
        return environment;
    }

    /** The request of the configuration change that it is about; empty if it is about the release. */
    public Optional<UUID> requestId() {
        return Optional.ofNullable(requestId);
    }

    public ApprovalVerdict verdict() {
        return verdict;
    }

    /** The approver's comment. */
    public Optional<String> comment() {
        return Optional.ofNullable(comment);
    }

    public String approver() {
        return approver;
    }

    public Instant decidedAt() {
        return decidedAt;
    }
}
