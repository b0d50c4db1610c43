package dev.slipway.ledger.lock;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Acquires, extends and releases the locks of environments. */
@ApplicationScoped
@Transactional
public class LockService {

    @Inject
    LockRepository locks;

    @Inject
    EnvironmentService environments;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * Acquires a lock.
     *
     * @throws ProblemException if it is held; even by the caller
     */
    DeploymentLock acquire(AcquireLockRequest request, String holder) {
        Environment environment = environments.require(request.environment(), "environment");
        Instant now = clock.instant();
        UUID id = Uuid7.at(now);
        Instant until = now.plusSeconds(requireNonNullElse(request.seconds(), AcquireLockRequest.DEFAULT_SECONDS));
        if (!locks.acquire(id, environment, holder, request.reason(), now, until)) {
            throw locks.of(environment)
                    .map(held -> held(held, now))
                    .orElseGet(() -> new ProblemException(
                                    ProblemType.ENVIRONMENT_LOCKED,
                                    request.environment() + " was locked until just now. Try again.")
                            .retryAfter(Duration.ZERO));
        }
        notifyChanged(id, environment);
        return locks.find(id).orElseThrow();
    }

    /** Extends a lock, even an expired one that nobody else has taken. */
    DeploymentLock extend(UUID id, int seconds, String caller, boolean isAdmin) {
        DeploymentLock lock = locks.find(id).orElseThrow(NotFoundException::new);
        expectHolder(lock, caller, isAdmin);
        if (!locks.extend(id, clock.instant().plusSeconds(seconds))) {
            throw new NotFoundException();
        }
        notifyChanged(id, lock.environment());
        return locks.refreshed(lock);
    }

    /** Releases a lock, if it exists. */
    void release(UUID id, String caller, boolean isAdmin) {
        locks.find(id).ifPresent(lock -> {
            expectHolder(lock, caller, isAdmin);
            if (locks.remove(id)) {
                notifyChanged(id, lock.environment());
            }
        });
    }

    /** Serializes claims and releases in an environment until the end of the transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void serialize(Environment environment) {
        locks.serialize(environment);
    }

    /** Who holds an environment's lock, if it is in force. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Hold> hold(Environment environment) {
        return lastHold(environment).filter(hold -> hold.expiresAt().isAfter(clock.instant()));
    }

    /** Who held an environment's lock last and did not release it, whether it is in force or has expired. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Hold> lastHold(Environment environment) {
        return locks.of(environment).map(lock -> new Hold(lock.holder(), lock.expiresAt()));
    }

    /**
     * Acquires an environment's lock for a minute, anew if this account holds it already; empty if another account
     * does.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<UUID> acquire(Environment environment, String holder, String reason) {
        Instant now = clock.instant();
        UUID id = Uuid7.at(now);
        Instant until = now.plusSeconds(AcquireLockRequest.DEFAULT_SECONDS);
        if (!locks.reacquire(id, environment, holder, reason, now, until)) {
            return Optional.empty();
        }
        notifyChanged(id, environment);
        return Optional.of(id);
    }

    /** Releases an environment's lock, if this account holds it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void releaseHeldBy(Environment environment, String holder) {
        locks.heldBy(environment, holder).filter(locks::remove).ifPresent(id -> notifyChanged(id, environment));
    }

    /**
     * Refuses whoever changes an environment's workers while somebody else has its lock.
     *
     * @throws ProblemException if another account holds it, and it is in force
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void expectNoOther(Environment environment, String account) {
        Instant now = clock.instant();
        locks.of(environment)
                .filter(lock -> lock.expiresAt().isAfter(now))
                .filter(lock -> !MachineAccount.client(lock.holder()).equals(MachineAccount.client(account)))
                .ifPresent(lock -> {
                    throw held(lock, now);
                });
    }

    private static ProblemException held(DeploymentLock lock, Instant now) {
        return new ProblemException(
                        ProblemType.ENVIRONMENT_LOCKED,
                        "%s holds the lock of %s since %s, until %s unless it is extended: “%s”."
                                .formatted(
                                        lock.holder(),
                                        lock.environment().name(),
                                        lock.takenAt(),
                                        lock.expiresAt(),
                                        lock.reason()))
                .retryAfter(Duration.between(now, lock.expiresAt()));
    }

    private static void expectHolder(DeploymentLock lock, String caller, boolean isAdmin) {
        if (!isAdmin && !lock.holder().equals(caller)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "It is " + lock.holder() + "'s: only they or an admin can change it.");
        }
    }

    private void notifyChanged(UUID id, Environment environment) {
        changed.fire(Changed.ofEnvironment(Changed.Kind.LOCK, id, environment.name()));
    }
}
