package dev.slipway.ledger.platform.idempotency;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Remembers for a day which request created what. */
@ApplicationScoped
@Transactional
public class IdempotencyService {
    private static final Duration KEPT = Duration.ofHours(24);

    @Inject
    IdempotencyRepository keys;

    @Inject
    Clock clock;

    /**
     * Claims a key for something that this transaction creates; if that fails, the key is free again.
     *
     * @param key the key, if the request has one
     * @param id the id of what is about to be made
     * @return the id of what the key made earlier; empty if it is to be made now
     * @throws ProblemException if the key was used for something else
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<UUID> claim(Optional<IdempotencyKey> key, UUID id) {
        if (key.isEmpty() || keys.add(key.get(), id, clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(madeEarlier(key.get()));
    }

    /** What the same request made earlier with its key; empty if it made nothing yet. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<UUID> earlier(Optional<IdempotencyKey> key) {
        return key.flatMap(keys::find);
    }

    /** Deletes keys that are older than a day. */
    public void forgetOld() {
        keys.removeBefore(clock.instant().minus(KEPT));
    }

    private UUID madeEarlier(IdempotencyKey key) {
        return keys.find(key)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "You used this key for a different request within the last day.",
                        new Violation(IdempotencyKey.HEADER, "was used for a different request")));
    }
}
