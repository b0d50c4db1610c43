package dev.slipway.ledger.deployment;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.deployment.observation.Observation;
import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.deployment.record.Recorder;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A release deployed to an environment. It is already finished when the ledger records it, at {@code recordedAt}.
 *
 * <p>It was reported by a client, observed in workers' logs, or both. The service duplicates the release's because
 * every list of deployments filters by it; a composite foreign key keeps the two consistent.
 */
@Entity
public class Deployment {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Release release;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private Channel channel;
    private String actor;
    private Instant startedAt;
    private Instant finishedAt;
    private Outcome outcome;
    private Instant recordedAt;
    private Operation operation;
    private @Nullable String artifactDigest;
    private @Nullable String archive;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] workers;

    private boolean isInGroup;
    private boolean isClaimed;
    private boolean isRollback;
    private @Nullable UUID requestId;
    private @Nullable String promotedFrom;

    @Embedded
    private @Nullable FailureCause failure;

    private @Nullable String executor;
    private DeploymentKind kind = DeploymentKind.DEPLOY;
    private @Nullable Integer configurationVersion;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Deployment() {}

    public Deployment(
            Release release,
            Environment environment,
            RecordDeploymentRequest request,
            Recorder recorder,
            Instant recordedAt) {
        this.id = Uuid7.at(recordedAt);
        this.release = release;
        this.service = release.service();
        this.environment = environment;
        this.channel = recorder.channel(request);
        this.actor = recorder.name();
        this.startedAt = request.startedAt();
        this.finishedAt = request.finishedAt();
        this.outcome = request.outcome();
        this.recordedAt = recordedAt;
        this.operation = Operation.DEPLOY;
        this.artifactDigest = release.artifactDigest().text();
        this.workers = new String[0];
        this.isClaimed = true;
        this.isRollback = Boolean.TRUE.equals(request.isRollback());
        this.requestId = request.requestId();
        this.failure = FailureCause.because(request.failure());
    }

    /** A deployment made by the agent. */
    Deployment(AgentDeployment done, Instant recordedAt) {
        this(
                done.release(),
                done.environment(),
                done.request(),
                new Recorder(done.initiator().actor(), true),
                recordedAt);
        this.executor = done.executor();
        this.kind = done.kind();
        this.configurationVersion = done.configurationVersion();
    }

    /** A deployment observed on a worker and not claimed by a client; with the initiator, if the agent made it. */
    public Deployment(
            Service service,
            Environment environment,
            Observation observation,
            @Nullable Initiator initiator,
            Instant recordedAt) {
        this.id = Uuid7.at(recordedAt);
        this.service = service;
        this.environment = environment;
        this.channel = initiator == null ? observation.channel() : initiator.channel();
        this.actor = initiator == null ? observation.actor() : initiator.actor();
        this.executor = initiator == null ? null : MachineAccount.client(observation.actor());
        this.startedAt = observation.startedAt();
        this.finishedAt = observation.finishedAt();
        this.outcome = observation.outcome();
        this.recordedAt = recordedAt;
        this.operation = observation.operation();
        this.workers = new String[] {observation.worker()};
        this.isInGroup = observation.group().service().isPresent();
    }

    /**
     * Merges an observation: claimed facts stay, facts that only a server knows are added, and the observed channel
     * wins. Until it is claimed, the outcome is that of the last attempt.
     */
    public void observe(Observation observation, @Nullable Release found) {
        if (release == null && found != null) {
            accountFor(found);
        }
        if (workers.length == 0) {
            isInGroup = observation.group().service().isPresent();
        }
        if (isClaimed && workers.length == 0) {
            operation = observation.operation();
            channel = executor == null ? observation.channel() : channel;
        }
        if (!isClaimed) {
            outcome = observation.finishedAt().isBefore(finishedAt) ? outcome : observation.outcome();
            startedAt = startedAt.isBefore(observation.startedAt()) ? startedAt : observation.startedAt();
            finishedAt = finishedAt.isAfter(observation.finishedAt()) ? finishedAt : observation.finishedAt();
        }
        workers = Stream.concat(Arrays.stream(workers), Stream.of(observation.worker()))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        archive = archive == null ? observation.archive() : archive;
        Digest seen = observation.artifactDigest();
        artifactDigest = artifactDigest == null && seen != null ? seen.text() : artifactDigest;
        failure = knownCause().orElse(outcome == Outcome.FAILED ? observation.failure() : FailureCause.NONE);
    }

    /** Without that of an earlier attempt. */
    private FailureCause knownCause() {
        return failure == null || outcome != Outcome.FAILED ? FailureCause.NONE : failure;
    }

    /**
     * Merges a client's claim into an observed deployment; the observed channel stays. A deployment that the agent
     * records itself has no initiator, whatever the agent had last claimed when a worker showed it.
     */
    void claim(Release claimed, RecordDeploymentRequest request, Recorder recorder) {
        claim(claimed, request);
        if (executor != null) {
            actor = recorder.name();
            channel = recorder.channel(request);
            executor = null;
        }
    }

    private void claim(Release claimed, RecordDeploymentRequest request) {
        accountFor(claimed);
        startedAt = request.startedAt();
        finishedAt = request.finishedAt();
        outcome = request.outcome();
        isClaimed = true;
        isRollback = Boolean.TRUE.equals(request.isRollback());
        requestId = request.requestId();
        failure = FailureCause.because(request.failure()).orElse(knownCause());
        artifactDigest = artifactDigest == null ? claimed.artifactDigest().text() : artifactDigest;
    }

    /** Merges the agent's report, with the initiator. */
    void claim(AgentDeployment done) {
        claim(done.release(), done.request());
        actor = done.initiator().actor();
        channel = done.initiator().channel();
        executor = done.executor();
        configurationVersion = done.configurationVersion();
    }

    /** Sets the configuration version, unless it was reported. */
    public void ranWith(@Nullable Integer version) {
        configurationVersion = configurationVersion == null ? version : configurationVersion;
    }

    /** A configuration-only change: takes over the archive from the live deployment. */
    void keepArchiveOf(Deployment live) {
        archive = live.archive;
        isInGroup = live.isInGroup;
    }

    /** Whether it can belong to this service: a server group's workers run that service alone. */
    public boolean canBelongTo(Service other) {
        return !isInGroup || service.id().equals(other.id());
    }

    /** Whether it can have been made on these workers, judging by those that have reported it. */
    public boolean canBeOn(Group group) {
        return workers.length == 0
                ? group.mayRun(service.name())
                : isInGroup == group.service().isPresent() && group.mayRun(service.name());
    }

    /** Assigns the release that the archive belongs to, and its service. */
    public void accountFor(Release known) {
        release = known;
        service = known.service();
    }

    public UUID id() {
        return id;
    }

    /** The release; empty if the archive belongs to none. */
    public Optional<Release> release() {
        return Optional.ofNullable(release);
    }

    public Service service() {
        return service;
    }

    public Environment environment() {
        return environment;
    }

    public Channel channel() {
        return channel;
    }

    public String actor() {
        return actor;
    }

    /** The management user that changed the workers on the actor's behalf: the agent's; empty if the actor did. */
    public Optional<String> executor() {
        return Optional.ofNullable(executor);
    }

    /** The account that changed the workers. */
    String changer() {
        return executor == null ? actor : executor;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant finishedAt() {
        return finishedAt;
    }

    /** When the ledger first recorded it. */
    public Instant recordedAt() {
        return recordedAt;
    }

    public Outcome outcome() {
        return outcome;
    }

    public Operation operation() {
        return operation;
    }

    /** The digest of the archive; empty if it could no longer be read. */
    public Optional<Digest> artifactDigest() {
        return Digest.ofNullable(artifactDigest).or(() -> release().map(Release::artifactDigest));
    }

    /** The archive's name on the server; empty if no worker has reported it. */
    public Optional<String> archive() {
        return Optional.ofNullable(archive);
    }

    /** The workers that have reported it. */
    public List<String> workers() {
        return List.of(workers);
    }

    /** Whether a client recorded it; else it was only observed on workers. */
    public boolean isClaimed() {
        return isClaimed;
    }

    public boolean isRollback() {
        return isRollback;
    }

    /**
     * Whether the agent did it by itself, requested by nobody: it restored the archive automatically after a failed
     * attempt, or only a worker showed it, as when the agent copies what is live to a new one. Until the agent reports
     * it, what was requested is such, too.
     */
    public boolean isByAgentAlone() {
        return executor != null && (!isClaimed || isRollback && requestId == null);
    }

    /** {@link #isByAgentAlone()} as a condition in SQL, never null, on a row of {@code deployment} by this alias. */
    public static String byAgentAloneInSql(String alias) {
        return "(%1$s or %2$s.executor is not null and %2$s.is_rollback and %2$s.request_id is null)"
                .formatted(unreportedInSql(alias), alias);
    }

    /** Whether only a worker showed what the agent did, as a condition in SQL: the agent has not reported it. */
    public static String unreportedInSql(String alias) {
        return "(%1$s.executor is not null and not %1$s.is_claimed)".formatted(alias);
    }

    /** Whether it is how the agent reported a request to have ended. */
    public boolean isResultOfAgent() {
        return isClaimed && executor != null && requestId != null;
    }

    /** The deployment request that it fulfils, if any. */
    public Optional<UUID> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** Marks it as a promotion from this environment. */
    public void promotedFrom(String environment) {
        promotedFrom = environment;
    }

    /** The environment that the release came from, if it was promoted. */
    public Optional<String> promotedFrom() {
        return Optional.ofNullable(promotedFrom);
    }

    /** Whether it deployed a release or only a configuration. */
    public DeploymentKind kind() {
        return kind;
    }

    /** The configuration version that it ran with, or should have; empty if unknown or if the service has none. */
    public Optional<Integer> configurationVersion() {
        return Optional.ofNullable(configurationVersion);
    }

    /** The server's service that failed to start, if known. */
    public Optional<String> failedService() {
        return Optional.ofNullable(failure).map(FailureCause::service);
    }

    /** Why it failed, in a sentence or two. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure).map(FailureCause::reason);
    }
}
