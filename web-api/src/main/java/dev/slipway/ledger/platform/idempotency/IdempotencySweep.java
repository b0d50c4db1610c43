package dev.slipway.ledger.platform.idempotency;

import dev.slipway.ledger.platform.background.Rounds;
import dev.slipway.ledger.platform.background.RoundsListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Forgets old keys every hour; on every worker, which does no harm. */
@WebListener
public class IdempotencySweep extends RoundsListener {

    @Inject
    IdempotencyService keys;

    @Override
    protected Rounds begin(ScheduledExecutorService scheduler) {
        return new Rounds(
                scheduler, "Old idempotency keys are still there", keys::forgetOld, Duration.ZERO, Duration.ofHours(1));
    }
}
