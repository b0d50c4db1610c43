package dev.slipway.ledger.sync;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request to synchronize an environment's workers: requested, claimed by an agent, then done or failed. */
@Entity
class Sync {
    /** The agent that claimed it has died, if nothing is heard of it for longer. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** How long it waits for an agent: who requested it may no longer want it after that. */
    static final Duration VALID_FOR = Duration.ofHours(24);

    private static final String SILENT = "The agent that ran it did not report for 15 minutes.";
    private static final String UNCLAIMED = "No agent began it within a day. Request it again.";

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Service service;

    private boolean isBack;
    private Channel channel;
    private String actor;
    private @Nullable String executor;
    private SyncState state;
    private @Nullable String detail;
    private Instant requestedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private boolean isExpired;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Sync() {}

    Sync(Environment environment, @Nullable Service service, boolean isBack, Initiator initiator, Instant requestedAt) {
        this.id = Uuid7.at(requestedAt);
        this.environment = environment;
        this.service = service;
        this.isBack = isBack;
        this.channel = initiator.channel();
        this.actor = initiator.actor();
        this.state = SyncState.ASKED;
        this.requestedAt = requestedAt;
    }

    void claim(String account, Instant now) {
        state = SyncState.RUNNING;
        executor = account;
        startedAt = now;
    }

    void end(SyncState how, @Nullable String text, Instant now) {
        state = how;
        detail = text;
        finishedAt = now;
        isExpired = false;
    }

    /** Whether this agent runs it now. */
    boolean isRunBy(String agent) {
        return state == SyncState.RUNNING && hasExecutor(agent);
    }

    /** Whether this agent has claimed it, however it ended. */
    boolean hasExecutor(String agent) {
        return agent.equals(executor);
    }

    /**
     * Expires it, if its agent was silent for too long, or no agent claimed it in time.
     *
     * @param lockedUntil when the agent's lock ends or ended, which it extends as long as it lives; empty if it has
     *     none
     */
    boolean expire(Optional<Instant> lockedUntil, Instant now) {
        boolean isUnclaimed = state == SyncState.ASKED && isAgo(VALID_FOR, requestedAt, now);
        boolean isSilent = state == SyncState.RUNNING
                && isAgo(PATIENCE, startedAt, now)
                && isAgo(PATIENCE, lockedUntil.orElse(startedAt), now);
        if (isUnclaimed) {
            // The database requires it of whatever has ended.
            startedAt = now;
            end(SyncState.FAILED, UNCLAIMED, now);
        } else if (isSilent) {
            end(SyncState.FAILED, SILENT, now);
            isExpired = true;
        }
        return isUnclaimed || isSilent;
    }

    private static boolean isAgo(Duration age, @Nullable Instant then, Instant now) {
        return then != null && !then.plus(age).isAfter(now);
    }

    /** Whether its agent was given up, which may say later how it ended. */
    boolean isExpired() {
        // The column is authoritative; the previous release does not reset it, but replaces the text.
        return isExpired && SILENT.equals(detail);
    }

    UUID id() {
        return id;
    }

    Environment environment() {
        return environment;
    }

    Optional<Service> service() {
        return Optional.ofNullable(service);
    }

    boolean isBack() {
        return isBack;
    }

    Channel channel() {
        return channel;
    }

    Optional<String> executor() {
        return Optional.ofNullable(executor);
    }

    String actor() {
        return actor;
    }

    SyncState state() {
        return state;
    }

    Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }
}
