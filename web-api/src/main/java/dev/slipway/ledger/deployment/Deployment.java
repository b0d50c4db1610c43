package dev.slipway.ledger.deployment;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
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
 * A release that was put into an environment; it is over when the ledger hears of it, at {@code recordedAt}.
 *
 * <p>It is known from a client that recorded it, from the log of each worker that did it, or from both. The service is
 * the release's, where there is one. It stands here once more because every list of deployments is found by it; a
 * foreign key over both keeps the two from drifting apart.
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
    private @Nullable String failedService;
    private @Nullable String failure;
    private @Nullable String failureLog;
    private @Nullable String executor;
    private DeploymentKind kind = DeploymentKind.DEPLOY;
    private @Nullable Integer configurationVersion;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Deployment() {}

    Deployment(
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
        this.artifactDigest = release.artifactDigest();
        this.workers = new String[0];
        this.isClaimed = true;
        this.isRollback = Boolean.TRUE.equals(request.isRollback());
        this.requestId = request.requestId();
        this.failure = request.failure();
    }

    /** What the agent carried out. */
    Deployment(CarriedOut done, Instant recordedAt) {
        this(done.release(), done.environment(), done.request(), new Recorder(done.actor(), true), recordedAt);
        this.executor = done.executor();
        this.kind = done.kind();
        this.configurationVersion = done.configurationVersion();
    }

    /** What a worker shows, and nobody has claimed; on somebody's behalf, if it was the agent. */
    Deployment(
            Service service,
            Environment environment,
            Observation observation,
            @Nullable Order order,
            Instant recordedAt) {
        this.id = Uuid7.at(recordedAt);
        this.service = service;
        this.environment = environment;
        this.channel = order == null ? observation.channel() : order.channel();
        this.actor = order == null ? observation.actor() : order.actor();
        this.executor = order == null ? null : Executor.of(observation.actor());
        this.startedAt = observation.startedAt();
        this.finishedAt = observation.finishedAt();
        this.outcome = observation.outcome();
        this.recordedAt = recordedAt;
        this.operation = observation.operation();
        this.workers = new String[] {observation.worker()};
        this.isInGroup = observation.group().service().isPresent();
    }

    /** A worker shows it. What a client claimed stays; what only a server can know is added, and the door is what it saw. */
    void observe(Observation observation, @Nullable Release found) {
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
            startedAt = startedAt.isBefore(observation.startedAt()) ? startedAt : observation.startedAt();
            finishedAt = finishedAt.isAfter(observation.finishedAt()) ? finishedAt : observation.finishedAt();
        }
        workers = Stream.concat(Arrays.stream(workers), Stream.of(observation.worker()))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        archive = archive == null ? observation.archive() : archive;
        artifactDigest = artifactDigest == null ? observation.artifactDigest() : artifactDigest;
        failedService = failedService == null ? observation.failedService() : failedService;
        failure = failure == null ? observation.failure() : failure;
        failureLog = failureLog == null ? observation.failureLog() : failureLog;
    }

    /** A client says that it did this, which until now only workers showed; through which door, they have seen. */
    void claim(Release claimed, RecordDeploymentRequest request) {
        accountFor(claimed);
        startedAt = request.startedAt();
        finishedAt = request.finishedAt();
        outcome = request.outcome();
        isClaimed = true;
        isRollback = Boolean.TRUE.equals(request.isRollback());
        requestId = request.requestId();
        failure = request.failure() == null ? failure : request.failure();
        artifactDigest = artifactDigest == null ? claimed.artifactDigest() : artifactDigest;
    }

    /** The agent says that it did this, and for whom. */
    void claim(CarriedOut done) {
        claim(done.release(), done.request());
        actor = done.actor();
        channel = done.channel();
        executor = done.executor();
        configurationVersion = done.configurationVersion();
    }

    /** What its workers were configured with, where nobody said so. */
    void ranWith(@Nullable Integer version) {
        configurationVersion = configurationVersion == null ? version : configurationVersion;
    }

    /** Only the configuration is another: the archive is where it was. */
    void stayAs(Deployment live) {
        archive = live.archive;
        isInGroup = live.isInGroup;
    }

    /** Whether it may turn out to be this service's: what was done on a server group's workers is that service's alone. */
    boolean mayBeOf(Service other) {
        return !isInGroup || service.id().equals(other.id());
    }

    /** Whether it may have been done on these workers, as far as others have shown it. */
    public boolean mayBeOn(Group group) {
        return workers.length == 0
                ? group.mayRun(service.name())
                : isInGroup == group.service().isPresent() && group.mayRun(service.name());
    }

    /** A release is known that the archive is of; with it comes the service. */
    void accountFor(Release known) {
        release = known;
        service = known.service();
    }

    /** Its identity. */
    public UUID id() {
        return id;
    }

    /** What was deployed; empty where no release accounts for the archive. */
    public Optional<Release> release() {
        return Optional.ofNullable(release);
    }

    /** Whose release it is. */
    public Service service() {
        return service;
    }

    /** Where to. */
    public Environment environment() {
        return environment;
    }

    /** Through which door. */
    public Channel channel() {
        return channel;
    }

    /** Who did it. */
    public String actor() {
        return actor;
    }

    /** The management user in whose name the workers were changed, where the actor did not change them: the agent's. */
    public Optional<String> executor() {
        return Optional.ofNullable(executor);
    }

    /** The account that changed the workers. */
    String changer() {
        return executor == null ? actor : executor;
    }

    /** When it began. */
    public Instant startedAt() {
        return startedAt;
    }

    /** When it was over. */
    public Instant finishedAt() {
        return finishedAt;
    }

    /** When the ledger first heard of it. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** How it ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** What it did. */
    public Operation operation() {
        return operation;
    }

    /** The digest of the archive; empty where it could not be read any more. */
    public Optional<String> artifactDigest() {
        return Optional.ofNullable(artifactDigest).or(() -> release().map(Release::artifactDigest));
    }

    /** The archive's name on the server; empty where no worker's log shows it. */
    public Optional<String> archive() {
        return Optional.ofNullable(archive);
    }

    /** The workers whose logs show it. */
    public List<String> workers() {
        return List.of(workers);
    }

    /** Whether a client recorded it; else only workers' logs show it. */
    public boolean isClaimed() {
        return isClaimed;
    }

    /** Whether it put an earlier release back. */
    public boolean isRollback() {
        return isRollback;
    }

    /** The request that the gate let through for it, if there was one. */
    public Optional<UUID> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** What it brought. */
    public DeploymentKind kind() {
        return kind;
    }

    /** The version of the configuration that it ran with, or was to; empty where that is not known, or there is none to be had. */
    public Optional<Integer> configurationVersion() {
        return Optional.ofNullable(configurationVersion);
    }

    /** The server's service that did not start, where that is known. */
    public Optional<String> failedService() {
        return Optional.ofNullable(failedService);
    }

    /** Why it failed, in a sentence or two. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** What the server logged of the failure. */
    public Optional<String> failureLog() {
        return Optional.ofNullable(failureLog);
    }
}
