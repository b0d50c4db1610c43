package dev.slipway.ledger.platform.idempotency;

import dev.slipway.ledger.platform.background.Rounds;
import dev.slipway.ledger.platform.background.RoundsListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Deletes expired keys every hour. Runs on every worker; idempotent. */
@WebListener
public class IdempotencySweep extends RoundsListener {

    @Inject
    IdempotencyService keys;

    @Override
    protected Rounds begin(ScheduledExecutorService scheduler) {
        return new Rounds(
                scheduler, "Expired idempotency keys could not be deleted", keys::forgetOld, Duration.ZERO, Duration.ofHours(1));
    }
}
