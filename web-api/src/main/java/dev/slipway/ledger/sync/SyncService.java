package dev.slipway.ledger.sync;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.idempotency.IdempotencyKey;
import dev.slipway.ledger.idempotency.IdempotencyService;
import dev.slipway.ledger.problem.ProblemException;
import dev.slipway.ledger.problem.ProblemType;
import dev.slipway.ledger.problem.Violation;
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

/** Keeps syncs, and moves them on. */
@ApplicationScoped
@Transactional
public class SyncService {

    @Inject
    SyncRepository syncs;

    @Inject
    EnvironmentService environments;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    Sync ask(AskSyncRequest request, String actor, Optional<IdempotencyKey> key) {
        Environment environment = environments
                .find(request.environment())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_REFERENCE,
                        "There is no environment " + request.environment() + ".",
                        new Violation("environment", "is not known")));
        Sync sync = new Sync(environment, actor, clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, sync.id());
        if (earlier.isPresent()) {
            return syncs.find(earlier.get()).orElseThrow();
        }
        syncs.open(environment).filter(open -> !isGivenUp(open)).ifPresent(open -> {
            throw new ProblemException(
                    ProblemType.SYNC_EXISTS,
                    "The sync " + open.id() + ", that " + open.actor() + " asked for, is " + open.state() + ".",
                    new Violation("environment", "has a sync that is not over"));
        });
        syncs.add(sync);
        tell(sync);
        return sync;
    }

    /**
     * Moves a sync on; of several who claim it, one gets it.
     *
     * @throws ProblemException where its state does not lead there
     */
    Sync move(UUID id, SyncState next, @Nullable String detail) {
        Sync sync = syncs.lock(id).orElseThrow(NotFoundException::new);
        if (!sync.state().leadsTo(next)) {
            throw new ProblemException(
                    ProblemType.SYNC_STATE, "It is " + sync.state() + ", and cannot become " + next + ".");
        }
        sync.move(next, detail, clock.instant());
        tell(sync);
        return sync;
    }

    /** Gives up those that nobody finished. */
    void giveUp() {
        Instant now = clock.instant();
        syncs.runningSince(now.minus(Sync.PATIENCE))
                .forEach(id -> syncs.lock(id).ifPresent(this::isGivenUp));
    }

    private boolean isGivenUp(Sync sync) {
        boolean isOver = sync.expire(clock.instant());
        if (isOver) {
            tell(sync);
        }
        return isOver;
    }

    private void tell(Sync sync) {
        changed.fire(new Changed(
                Changed.Kind.SYNC, sync.id(), null, sync.environment().name()));
    }
}
