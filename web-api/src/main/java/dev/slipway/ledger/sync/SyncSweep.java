package dev.slipway.ledger.sync;

import dev.slipway.ledger.platform.background.ScheduledJob;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Expires syncs that nobody finished, every few seconds. Runs on every worker; idempotent. */
@WebListener
public class SyncSweep extends ScheduledJobListener {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Inject
    SyncService syncs;

    @Override
    protected ScheduledJob begin(ScheduledExecutorService scheduler) {
        return new ScheduledJob(scheduler, "Stale syncs could not be expired", syncs::giveUp, PAUSE, PAUSE);
    }
}
