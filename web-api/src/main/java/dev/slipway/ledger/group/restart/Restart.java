package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.group.ServerGroup;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rolling restart of a server group's workers: on request, or because their running configuration is outdated.
 */
@Entity
public class Restart {
    /** An agent that is silent for longer is dead. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** How long a requested one waits for an agent: who requested it may no longer want it after that. */
    static final Duration VALID_FOR = Duration.ofHours(24);

    /** How soon a failed restart for a definition is retried. */
    static final Duration RETRY_DELAY = Duration.ofMinutes(5);

    private static final String SILENT = "No result was reported within 15 minutes.";
    private static final String UNCLAIMED = "No agent began it within a day. Request it again.";

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "group_id")
    private ServerGroup serverGroup;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private boolean isForDefinition;

    @Column(name = "wanted")
    private @Nullable String desired;

    private @Nullable String reason;
    private Channel channel;
    private String actor;
    private @Nullable String executor;
    private RestartState state;
    private @Nullable String detail;
    private RestartSteps steps;
    private Instant requestedAt;
    private @Nullable Instant startedAt;

    @Column(name = "heard_at")
    private @Nullable Instant lastSeenAt;

    private @Nullable Instant finishedAt;
    private boolean isExpired;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Restart() {}

    private Restart(ServerGroup group, Initiator initiator, Instant requestedAt) {
        this.id = Uuid7.at(requestedAt);
        this.serverGroup = group;
        this.service = group.service();
        this.environment = group.environment();
        this.actor = initiator.actor();
        this.channel = initiator.channel();
        this.state = RestartState.ASKED;
        this.steps = RestartSteps.NONE;
        this.requestedAt = requestedAt;
    }

    /** A restart on request. */
    static Restart requested(ServerGroup group, Initiator initiator, @Nullable String reason, Instant requestedAt) {
        Restart restart = new Restart(group, initiator, requestedAt);
        restart.reason = reason;
        return restart;
    }

    /**
     * The running configuration of workers is outdated.
     *
     * @param actor whose definition it is
     * @param desired what they are configured with
     */
    static Restart forDefinition(ServerGroup group, String actor, String desired, Instant requestedAt) {
        Restart restart = new Restart(group, new Initiator(actor, Channel.CLI), requestedAt);
        restart.isForDefinition = true;
        restart.desired = desired;
        return restart;
    }

    /**
     * Whether a group's workers are to be restarted for their configuration.
     *
     * @param newest the group's newest restart
     * @param desired what its workers are configured with
     * @param isOutdated whether some worker does not run that; if none, only what failed is tried again
     */
    static boolean isDue(Optional<Restart> newest, String desired, boolean isOutdated, Instant now) {
        return newest.map(last -> !last.isOpen()
                        && !last.hasJustFailedFor(desired, now)
                        && (isOutdated || last.needsCleanup(now)))
                .orElse(isOutdated);
    }

    void claim(String account, Instant now) {
        state = RestartState.RUNNING;
        executor = account;
        startedAt = now;
        lastSeenAt = now;
    }

    /** Returns whether that is news: a repeated report only shows that its agent is alive. */
    boolean report(RestartState how, @Nullable String text, List<RestartStep> done, Instant now) {
        RestartSteps reported = new RestartSteps(done);
        boolean isNews = state != how || !reported.equals(steps) || !Objects.equals(detail, text);
        steps = reported;
        detail = text;
        lastSeenAt = now;
        if (how != RestartState.RUNNING) {
            end(how, text, now);
        }
        return isNews;
    }

    private void end(RestartState how, @Nullable String text, Instant now) {
        state = how;
        detail = text;
        finishedAt = now;
        isExpired = false;
    }

    /** Whether this agent runs it now. */
    boolean isRunBy(String agent) {
        return state == RestartState.RUNNING && hasExecutor(agent);
    }

    /** Whether this agent has claimed it, however it ended. */
    boolean hasExecutor(String agent) {
        return agent.equals(executor);
    }

    /**
     * Expires it, if the agent has been silent for too long, or none claimed a requested one in time. One for a
     * definition waits, since it restarts only workers that are outdated when it begins.
     */
    boolean expire(Instant now) {
        boolean isOver = isOverdue(now);
        if (isOver && state == RestartState.ASKED) {
            // The database requires it of whatever has ended.
            startedAt = now;
            end(RestartState.FAILED, UNCLAIMED, now);
        } else if (isOver) {
            end(RestartState.FAILED, SILENT, now);
            isExpired = true;
        }
        return isOver;
    }

    /** Whether it is to be expired. */
    boolean isOverdue(Instant now) {
        return state == RestartState.ASKED && !isForDefinition && isAgo(VALID_FOR, requestedAt, now)
                || state == RestartState.RUNNING && isAgo(PATIENCE, lastSeenAt, now);
    }

    private static boolean isAgo(Duration age, @Nullable Instant then, Instant now) {
        return then != null && !then.plus(age).isAfter(now);
    }

    /** Whether its agent was given up, which may say later how it ended. */
    boolean isExpired() {
        // The column is authoritative; the previous release does not reset it, but replaces the text.
        return isExpired && SILENT.equals(detail);
    }

    public boolean isOpen() {
        return state == RestartState.ASKED || state == RestartState.RUNNING;
    }

    /** Whether it failed for the same configuration so recently that a retry would be too soon. */
    boolean hasJustFailedFor(String digest, Instant now) {
        return digest.equals(desired) && hasJustFailed(now);
    }

    /**
     * Whether another restart has to clean up after it: a worker may have started too late for it, and still be
     * drained. A requested restart does not depend on the workers' configuration, so only elapsed time justifies a
     * retry.
     */
    boolean needsCleanup(Instant now) {
        return hasFailedMidway() && (isForDefinition || !hasJustFailed(now));
    }

    /** Whether it failed after an agent had begun it. */
    public boolean hasFailedMidway() {
        return state == RestartState.FAILED && executor != null;
    }

    private boolean hasJustFailed(Instant now) {
        return state == RestartState.FAILED
                && finishedAt != null
                && finishedAt.plus(RETRY_DELAY).isAfter(now);
    }

    UUID id() {
        return id;
    }

    ServerGroup group() {
        return serverGroup;
    }

    Service service() {
        return service;
    }

    Environment environment() {
        return environment;
    }

    public boolean isForDefinition() {
        return isForDefinition;
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    String actor() {
        return actor;
    }

    Optional<String> executor() {
        return Optional.ofNullable(executor);
    }

    public RestartState state() {
        return state;
    }

    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    List<RestartStep> steps() {
        return steps.items();
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }
}
