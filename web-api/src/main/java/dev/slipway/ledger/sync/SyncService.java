package dev.slipway.ledger.sync;

import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.lock.Hold;
import dev.slipway.ledger.lock.LockService;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.service.Service;
import dev.slipway.ledger.service.ServiceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates syncs, assigns them to agents, and records their outcome. */
@ApplicationScoped
@Transactional
public class SyncService {

    @Inject
    SyncRepository syncs;

    @Inject
    EnvironmentService environments;

    @Inject
    ServiceService services;

    @Inject
    LockService locks;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    Sync requestSync(AskSyncRequest request, Initiator initiator, Optional<IdempotencyKey> key) {
        Environment environment = environments.require(request.environment(), "environment");
        Service service = request.service() == null ? null : services.require(request.service(), "service");
        Sync sync = new Sync(environment, service, Boolean.TRUE.equals(request.isBack()), initiator, clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, sync.id());
        if (earlier.isPresent()) {
            return syncs.find(earlier.get()).orElseThrow();
        }
        syncs.open(environment).filter(open -> !expire(open)).ifPresent(open -> {
            throw new ProblemException(
                    ProblemType.SYNC_EXISTS,
                    "The sync " + open.id() + ", requested by " + open.actor() + ", is " + open.state() + ".",
                    new Violation("environment", "has an open sync"));
        });
        syncs.add(sync);
        notifyChanged(sync);
        return sync;
    }

    /** The sync of this identity, if this agent runs it. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<SyncOrder> running(UUID id, String executor) {
        return syncs.find(id).filter(sync -> sync.isRunBy(executor)).map(SyncOrder::of);
    }

    /** Claims a sync, or resumes it if this agent runs it; empty if neither is possible, or it expired unclaimed. */
    public Optional<SyncOrder> begin(UUID id, String executor) {
        Optional<Sync> begun = syncs.lock(id)
                .filter(sync -> sync.isRunBy(executor) || sync.state() == SyncState.ASKED && !expire(sync));
        begun.filter(sync -> sync.state() == SyncState.ASKED).ifPresent(sync -> {
            sync.claim(executor, clock.instant());
            notifyChanged(sync);
        });
        return begun.map(SyncOrder::of);
    }

    /**
     * Records the outcome of a sync, and releases its environment's lock. Idempotent; the result of one that expired
     * counts.
     *
     * @throws ProblemException if this agent does not run it
     */
    Sync end(UUID id, SyncState how, @Nullable String detail, String account) {
        locks.serialize(syncs.environment(id).orElseThrow(NotFoundException::new));
        Sync sync = syncs.lock(id).orElseThrow();
        String executor = MachineAccount.client(account);
        boolean isExpired = sync.isExpired() && sync.hasExecutor(executor);
        if (sync.state() == how && sync.hasExecutor(executor) && !isExpired) {
            return sync;
        }
        if (!sync.isRunBy(executor) && !isExpired) {
            throw new ProblemException(
                    ProblemType.SYNC_STATE,
                    "It is " + sync.state()
                            + sync.executor().map(other -> ", by " + other).orElse("")
                            + ": only the agent that runs it reports its result.");
        }
        sync.end(how, detail, clock.instant());
        locks.releaseHeldBy(sync.environment(), account);
        notifyChanged(sync);
        return sync;
    }

    /** Expires those whose agents are silent, and those that no agent claimed in time. */
    void expireStale() {
        Instant now = clock.instant();
        syncs.openSince(now.minus(Sync.PATIENCE), now.minus(Sync.VALID_FOR))
                .forEach(id -> syncs.lock(id).ifPresent(this::expire));
    }

    private boolean expire(Sync sync) {
        boolean isOver = sync.expire(lockedUntil(sync), clock.instant());
        if (isOver) {
            notifyChanged(sync);
        }
        return isOver;
    }

    private Optional<Instant> lockedUntil(Sync sync) {
        return locks.lastHold(sync.environment())
                .filter(hold -> sync.hasExecutor(MachineAccount.client(hold.holder())))
                .map(Hold::expiresAt);
    }

    private void notifyChanged(Sync sync) {
        changed.fire(Changed.ofEnvironment(
                Changed.Kind.SYNC, sync.id(), sync.environment().name()));
    }
}
