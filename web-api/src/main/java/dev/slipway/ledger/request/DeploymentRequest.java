package dev.slipway.ledger.request;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.gate.GateAnswer;
import dev.slipway.ledger.gate.Reason;
import dev.slipway.ledger.gate.ReasonCode;
import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.release.Release;
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
import org.jspecify.annotations.Nullable;

/** A deployment that somebody asked for. While it is open its state is what the gate says; then only its deployment changes it. */
@Entity
class DeploymentRequest {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Release release;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private Channel channel;
    private String actor;
    private boolean isRollback;
    private @Nullable String comment;
    private State state;
    private Reasons reasons;
    private Instant requestedAt;
    private @Nullable Instant decidedAt;
    private @Nullable UUID deploymentId;
    private boolean isForAgent;
    private @Nullable String contextRoot;
    private @Nullable String probePath;
    private @Nullable Integer probeSeconds;
    private @Nullable UUID syncId;
    private @Nullable String executor;
    private @Nullable Instant claimedAt;

    private DeploymentKind kind = DeploymentKind.DEPLOY;
    private @Nullable Integer configurationVersion;
    private @Nullable Integer configurationBefore;
    private boolean keepsConfiguration;

    @Embedded
    private @Nullable Trigger trigger;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected DeploymentRequest() {}

    DeploymentRequest(Candidate candidate, RequestDeploymentRequest request, Asker asker, Instant requestedAt) {
        this.id = Uuid7.at(requestedAt);
        this.release = candidate.release();
        this.environment = candidate.environment();
        this.channel = requireNonNullElse(request.channel(), asker.channel());
        this.actor = asker.name();
        this.isRollback = request.putsBack();
        this.comment = request.comment();
        this.state = State.WAITING;
        this.reasons = new Reasons(List.of());
        this.requestedAt = requestedAt;
        this.isForAgent = request.isAgents();
        this.contextRoot = request.contextRoot();
        this.probePath = request.probePath();
        this.probeSeconds =
                isForAgent ? Integer.valueOf(requireNonNullElse(request.probeSeconds(), PROBE_SECONDS)) : null;
        this.syncId = request.syncId();
        this.keepsConfiguration = request.keeps();
    }

    /**
     * A change of a configuration, for the agent to carry out.
     *
     * @param candidate the release that runs, and where
     * @param version the version that is to be in force
     * @param brought the request that the release was brought by; empty where there was none
     */
    DeploymentRequest(
            Candidate candidate,
            ConfigurationVersion version,
            Optional<DeploymentRequest> brought,
            Asker asker,
            Instant requestedAt) {
        this.id = Uuid7.at(requestedAt);
        this.kind = DeploymentKind.CONFIGURE;
        this.release = candidate.release();
        this.environment = candidate.environment();
        this.channel = asker.channel();
        this.actor = asker.name();
        this.comment = version.reason().orElse(null);
        this.state = State.WAITING;
        this.reasons = new Reasons(List.of());
        this.requestedAt = requestedAt;
        this.isForAgent = true;
        this.contextRoot = brought.flatMap(DeploymentRequest::contextRoot).orElse(null);
        this.probePath = brought.flatMap(DeploymentRequest::probePath).orElse(null);
        this.probeSeconds = brought.flatMap(DeploymentRequest::probeSeconds).orElse(PROBE_SECONDS);
        this.configurationVersion = version.version();
    }

    private static final int PROBE_SECONDS = 30;

    /** So long it may be deployed: what nobody uses is not to stand in the way of others for ever. */
    private static final Duration ALLOWED_FOR = Duration.ofHours(24);

    /**
     * Takes what the gate says, while it is open.
     *
     * @return whether that changed anything
     */
    boolean decide(GateAnswer answer) {
        State then = switch (answer.decision()) {
            case ALLOW -> State.ALLOWED;
            case DENY -> State.REFUSED;
            case WAIT -> State.WAITING;
        };
        boolean isNews = then != state || !answer.reasons().equals(reasons.items());
        if (isNews) {
            reasons = new Reasons(answer.reasons());
            state = then;
            decidedAt = then == State.WAITING ? null : answer.evaluatedAt();
        }
        return isNews;
    }

    /** Takes it back, while it is open. */
    void withdraw(String who, @Nullable String why, Instant now) {
        state = State.WITHDRAWN;
        decidedAt = now;
        reasons = new Reasons(List.of(
                new Reason(ReasonCode.WITHDRAWN, who + " withdrew it" + (why == null ? "." : ": “" + why + "”."))));
    }

    /** Takes it back by itself, while it is open, for a reason that is said. */
    void end(String why, Instant now) {
        state = State.WITHDRAWN;
        decidedAt = now;
        reasons = new Reasons(List.of(new Reason(ReasonCode.WITHDRAWN, why)));
    }

    /** Another release runs by now than when a change of its configuration was asked for. */
    void concern(Release live) {
        release = live;
    }

    /** The version of the configuration that it comes with. */
    void comeWith(int version) {
        configurationVersion = version;
    }

    /** It begins where this version of the configuration was in force, and keeps that where it comes with none. */
    void beginFrom(int before) {
        configurationBefore = before;
        configurationVersion = configurationVersion == null ? before : configurationVersion;
    }

    /** Takes it back by itself, if it was allowed long ago and nobody deployed it. */
    boolean expire(Instant now) {
        boolean isOver = state == State.ALLOWED
                && decidedAt != null
                && decidedAt.plus(ALLOWED_FOR).isBefore(now);
        if (isOver) {
            state = State.WITHDRAWN;
            decidedAt = now;
            reasons = new Reasons(List.of(new Reason(
                    ReasonCode.WITHDRAWN, "Nobody deployed it within a day of its being allowed. Ask again.")));
        }
        return isOver;
    }

    /** A person gives it up, since the agent that carries it out has fallen silent; it ends as a deployment that failed. */
    void giveUp(String why) {
        reasons = new Reasons(List.of(new Reason(ReasonCode.WITHDRAWN, why)));
    }

    /** Why it was given up while an agent carried it out; empty where it was not. */
    Optional<String> givenUp() {
        return reasons().stream()
                .filter(reason -> executor != null && reason.code() == ReasonCode.WITHDRAWN)
                .map(Reason::detail)
                .findFirst();
    }

    /** The deployment that it asked for is over. Reasons that are left stood in its way, and were passed over. */
    void finish(UUID deployment, Instant now) {
        state = State.DONE;
        decidedAt = decidedAt == null ? now : decidedAt;
        deploymentId = deployment;
    }

    /** Whether asking for the same once more is asking for this. */
    boolean isSameAs(RequestDeploymentRequest other) {
        return isForAgent && other.isAgents() && isRollback == other.putsBack() && keepsConfiguration == other.keeps();
    }

    /** The agent begins it, alone or as a part of a sync; from now on only its result counts. */
    void claim(String account, @Nullable UUID sync, Instant now) {
        state = State.RUNNING;
        executor = account;
        claimedAt = now;
        syncId = sync == null ? syncId : sync;
    }

    /** A pipeline asks for it, that somebody ran. */
    void triggeredBy(Trigger who) {
        trigger = who;
    }

    /** Who ran the pipeline that asks, if that is known. */
    Optional<Trigger> trigger() {
        return Optional.ofNullable(trigger);
    }

    Candidate candidate() {
        return new Candidate(release, environment);
    }

    UUID id() {
        return id;
    }

    Channel channel() {
        return channel;
    }

    String actor() {
        return actor;
    }

    boolean isRollback() {
        return isRollback;
    }

    DeploymentKind kind() {
        return kind;
    }

    boolean isConfigure() {
        return kind == DeploymentKind.CONFIGURE;
    }

    /** The version of the configuration that it comes with; empty before it begins where that is the one in force. */
    Optional<Integer> configurationVersion() {
        return Optional.ofNullable(configurationVersion);
    }

    /** The version that was in force when it began. */
    Optional<Integer> configurationBefore() {
        return Optional.ofNullable(configurationBefore);
    }

    boolean keepsConfiguration() {
        return keepsConfiguration;
    }

    Optional<String> comment() {
        return Optional.ofNullable(comment);
    }

    State state() {
        return state;
    }

    List<Reason> reasons() {
        return reasons.items();
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    Optional<UUID> deploymentId() {
        return Optional.ofNullable(deploymentId);
    }

    boolean isForAgent() {
        return isForAgent;
    }

    Optional<String> contextRoot() {
        return Optional.ofNullable(contextRoot);
    }

    Optional<String> probePath() {
        return Optional.ofNullable(probePath);
    }

    Optional<Integer> probeSeconds() {
        return Optional.ofNullable(probeSeconds);
    }

    Optional<UUID> syncId() {
        return Optional.ofNullable(syncId);
    }

    Optional<String> executor() {
        return Optional.ofNullable(executor);
    }

    Optional<Instant> claimedAt() {
        return Optional.ofNullable(claimedAt);
    }
}
