package dev.slipway.ledger.idempotency;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Forgets old keys every hour; on every worker, which does no harm. */
@Singleton
public class IdempotencySweep {

    @Inject
    IdempotencyService keys;

    @Schedule(hour = "*", minute = "17", persistent = false)
    void sweep() {
        keys.forgetOld();
    }
}
