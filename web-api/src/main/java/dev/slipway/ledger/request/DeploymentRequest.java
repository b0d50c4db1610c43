package dev.slipway.ledger.request;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.promotion.Promoter;
import dev.slipway.ledger.request.restoration.AcceptedProbe;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A requested deployment. While it is open, its state follows the gate; after that, only its deployment changes it.
 *
 * <p>The service duplicates the release's, because lists of requests filter by it.
 */
@Entity
public class DeploymentRequest {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Release release;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private Channel channel;
    private String actor;
    private @Nullable String comment;
    private State state;
    private Reasons reasons;
    private Instant requestedAt;
    private @Nullable Instant decidedAt;
    private @Nullable UUID deploymentId;

    @Embedded
    private Intent intent;

    @Embedded
    private @Nullable ProbeOptions probe;

    private @Nullable UUID syncId;
    private @Nullable String promotedFrom;
    private @Nullable String executor;
    private @Nullable Instant claimedAt;

    private DeploymentKind kind;
    private @Nullable Integer configurationVersion;
    private @Nullable Integer configurationBefore;
    private @Nullable UUID replacedId;

    @Embedded
    private @Nullable Trigger trigger;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected DeploymentRequest() {}

    private DeploymentRequest(
            DeploymentKind kind,
            Candidate candidate,
            Initiator requester,
            @Nullable String comment,
            Intent intent,
            ProbeOptions probe,
            Instant requestedAt) {
        this.id = Uuid7.at(requestedAt);
        this.kind = kind;
        this.release = candidate.release();
        this.service = candidate.release().service();
        this.environment = candidate.environment();
        this.channel = requester.channel();
        this.actor = requester.actor();
        this.comment = comment;
        this.state = State.WAITING;
        this.reasons = new Reasons(List.of());
        this.requestedAt = requestedAt;
        this.intent = intent;
        this.probe = intent.isForAgent() ? probe.forAgent() : probe;
    }

    /**
     * A deployment of a release.
     *
     * @param accepted the health check to use where the body names none; empty for the service's default
     */
    static DeploymentRequest deploy(
            Candidate candidate,
            RequestDeploymentRequest body,
            Optional<AcceptedProbe> accepted,
            Initiator requester,
            Instant requestedAt) {
        ProbeOptions named = body.probe();
        DeploymentRequest request = new DeploymentRequest(
                DeploymentKind.DEPLOY,
                candidate,
                new Initiator(requester.actor(), requireNonNullElse(body.channel(), requester.channel())),
                body.comment(),
                Intent.of(body),
                accepted.map(named::orElse).orElse(named),
                requestedAt);
        request.syncId = body.syncId();
        return request;
    }

    /**
     * A configuration change for the agent to execute.
     *
     * @param candidate the release that runs, and where
     * @param version the version that is to be in force
     * @param brought the request that deployed the release; empty if there was none
     * @param replaced the open change that it takes over; empty if there is none
     */
    public static DeploymentRequest configure(
            Candidate candidate,
            ConfigurationVersion version,
            Optional<DeploymentRequest> brought,
            Optional<DeploymentRequest> replaced,
            Initiator requester,
            Instant requestedAt) {
        DeploymentRequest request = new DeploymentRequest(
                DeploymentKind.CONFIGURE,
                candidate,
                requester,
                version.reason().orElse(null),
                Intent.CONFIGURE,
                brought.map(DeploymentRequest::probe).orElse(ProbeOptions.NONE),
                requestedAt);
        request.configurationVersion = version.version();
        request.replacedId = replaced.map(DeploymentRequest::id).orElse(null);
        return request;
    }

    /**
     * Applies the gate's answer, while it is open.
     *
     * @return whether that changed anything
     * @throws ProblemException if it would, and it is no longer open
     */
    public boolean decide(GateAnswer answer) {
        State then = switch (answer.decision()) {
            case ALLOW -> State.ALLOWED;
            case DENY -> State.REFUSED;
            case WAIT -> State.WAITING;
        };
        boolean isNews = then != state || !answer.reasons().equals(reasons.items());
        if (isNews) {
            become(then);
            reasons = new Reasons(answer.reasons());
            decidedAt = then == State.WAITING ? null : answer.evaluatedAt();
        }
        return isNews;
    }

    /**
     * Withdraws it, while it is open.
     *
     * @throws ProblemException if it is no longer open
     */
    void withdraw(String who, @Nullable String why, Instant now) {
        withdraw(who + " withdrew it" + (why == null ? "." : ": “" + why + "”."), now);
    }

    /**
     * Withdraws it automatically, while it is open, with a reason.
     *
     * @throws ProblemException if it is no longer open
     */
    void withdraw(String why, Instant now) {
        become(State.WITHDRAWN);
        decidedAt = now;
        reasons = new Reasons(List.of(new Reason(ReasonCode.WITHDRAWN, why)));
    }

    /** Points a configuration change to the release that is live by now. */
    public void retarget(Release live) {
        release = live;
    }

    /** Sets the configuration version that it deploys. */
    void deployConfiguration(int version) {
        configurationVersion = version;
    }

    /** Sets the configuration version in force when it begins, which it keeps unless it deploys another. */
    public void startFromConfiguration(int before) {
        configurationBefore = before;
        configurationVersion = configurationVersion == null ? before : configurationVersion;
    }

    /**
     * Withdraws it automatically if it has been open for too long.
     *
     * @param soak the soak time that the policy requires; asked for only where that matters
     */
    boolean expire(Supplier<Duration> soak, Instant now) {
        Optional<String> why = Expiry.of(this, soak, now);
        why.ifPresent(text -> withdraw(text, now));
        return why.isPresent();
    }

    /** Withdraws it automatically, while it is open, because another release than the one that it replaces is live. */
    void supersede(String live, Instant now) {
        withdraw("It was to replace %s, but %s is live now.".formatted(intent.fromVersion(), live), now);
    }

    /**
     * Gives it up on a person's behalf because its agent is silent; it ends as a failed deployment.
     *
     * @throws ProblemException if it is not running
     */
    public void giveUp(String why) {
        expectRunning();
        reasons = new Reasons(List.of(new Reason(ReasonCode.WITHDRAWN, why)));
    }

    /** Why it was given up while an agent executed it; empty if it was not. */
    public Optional<String> givenUp() {
        return reasons().stream()
                .filter(reason -> executor != null && reason.code() == ReasonCode.WITHDRAWN)
                .map(Reason::detail)
                .findFirst();
    }

    /** The problem for a change that its state no longer allows. */
    public ProblemException closed() {
        return new ProblemException(ProblemType.REQUEST_CLOSED, "It is " + state + " already.");
    }

    /**
     * Fails unless an agent executes it now.
     *
     * @throws ProblemException if it is not running
     */
    public void expectRunning() {
        if (state != State.RUNNING) {
            throw closed();
        }
    }

    /** Changes its state, which nothing else does. */
    private void become(State next) {
        if (!state.canBecome(next)) {
            throw closed();
        }
        state = next;
    }

    /**
     * Closes it with its deployment. Remaining reasons against it were bypassed.
     *
     * @throws ProblemException if it is closed with one already
     */
    public void finish(UUID deployment, Instant now) {
        become(State.DONE);
        decidedAt = decidedAt == null ? now : decidedAt;
        deploymentId = deployment;
    }

    /** Whether a new request for the same candidate repeats this one. */
    boolean isSameAs(DeploymentRequest other) {
        return intent.isSameAs(other.intent());
    }

    /**
     * Merges a repeated request into an open one: it replaces whichever release is live, if the repeated one names
     * none.
     */
    void join(DeploymentRequest other) {
        if (state.isOpen()) {
            intent = intent.joining(other.intent());
        }
    }

    /**
     * Marks it as executed by the agent, alone or as part of a sync; from now on only its result counts.
     *
     * @throws ProblemException if it is not allowed
     */
    public void claim(String account, @Nullable UUID sync, Instant now) {
        become(State.RUNNING);
        executor = account;
        claimedAt = now;
        syncId = sync == null ? syncId : sync;
    }

    /** Whether this agent executes it now. */
    public boolean isRunBy(String agent) {
        return state == State.RUNNING && agent.equals(executor);
    }

    /** Records who ran the requesting pipeline. */
    public void triggeredBy(Trigger who) {
        trigger = who;
    }

    /** Marks it as a promotion from this environment. */
    void promotes(String from) {
        promotedFrom = from;
    }

    /** The source environment of a promotion. */
    public Optional<String> promotedFrom() {
        return Optional.ofNullable(promotedFrom);
    }

    /** Whether the ledger made it, because a policy promotes automatically. */
    public boolean isAutomatic() {
        return promotedFrom != null && actor.equals(Promoter.LEDGER.initiator().actor());
    }

    /** Who ran the requesting pipeline, if known. */
    public Optional<Trigger> trigger() {
        return Optional.ofNullable(trigger);
    }

    public Candidate candidate() {
        return new Candidate(release, environment);
    }

    public UUID id() {
        return id;
    }

    public Channel channel() {
        return channel;
    }

    public String actor() {
        return actor;
    }

    public boolean isRollback() {
        return intent.isRollback();
    }

    public DeploymentKind kind() {
        return kind;
    }

    public boolean isConfigure() {
        return kind == DeploymentKind.CONFIGURE;
    }

    /** The configuration version that it deploys; empty before it begins if it keeps the one in force. */
    public Optional<Integer> configurationVersion() {
        return Optional.ofNullable(configurationVersion);
    }

    /** The configuration version in force when it began. */
    public Optional<Integer> configurationBefore() {
        return Optional.ofNullable(configurationBefore);
    }

    Intent intent() {
        return intent;
    }

    boolean keepsConfiguration() {
        return intent.keepsConfiguration();
    }

    /** The release that it replaces; empty if it replaces any. */
    public Optional<String> fromVersion() {
        return Optional.ofNullable(intent.fromVersion());
    }

    /** The configuration change that it took over, which was withdrawn for it. */
    public Optional<UUID> replacedId() {
        return Optional.ofNullable(replacedId);
    }

    Optional<String> comment() {
        return Optional.ofNullable(comment);
    }

    public State state() {
        return state;
    }

    List<Reason> reasons() {
        return reasons.items();
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    public Optional<UUID> deploymentId() {
        return Optional.ofNullable(deploymentId);
    }

    public boolean isForAgent() {
        return intent.isForAgent();
    }

    /** Where the agent finds the application, and how it checks its health. */
    public ProbeOptions probe() {
        return probe == null ? ProbeOptions.NONE : probe;
    }

    public Optional<UUID> syncId() {
        return Optional.ofNullable(syncId);
    }

    public Optional<String> executor() {
        return Optional.ofNullable(executor);
    }

    public Optional<Instant> claimedAt() {
        return Optional.ofNullable(claimedAt);
    }
}
