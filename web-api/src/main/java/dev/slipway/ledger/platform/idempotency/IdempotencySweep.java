package dev.slipway.ledger.platform.idempotency;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/** Deletes expired keys every hour. Runs on every worker; idempotent. */
@WebListener
public class IdempotencySweep extends ScheduledJobListener {

    @Inject
    IdempotencyService keys;

    @Override
    protected void schedule() {
        every(Duration.ofHours(1), Duration.ZERO, "Expired idempotency keys could not be deleted", keys::forgetOld);
    }
}
