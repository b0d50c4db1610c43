package dev.slipway.ledger.platform.idempotency;

import dev.slipway.ledger.platform.background.ScheduledJob;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Deletes expired keys every hour. Runs on every worker; idempotent. */
@WebListener
public class IdempotencySweep extends ScheduledJobListener {

    @Inject
    IdempotencyService keys;

    @Override
    protected ScheduledJob begin(ScheduledExecutorService scheduler) {
        return new ScheduledJob(
                scheduler,
                "Expired idempotency keys could not be deleted",
                keys::forgetOld,
                Duration.ZERO,
                Duration.ofHours(1));
    }
}
