package dev.slipway.ledger.sync;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/** Expires syncs whose agent stopped reporting, or that none claimed, every few seconds. Runs on every worker; idempotent. */
@WebListener
public class SyncSweep extends ScheduledJobListener {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Inject
    SyncService syncs;

    @Override
    protected void schedule() {
        every(PAUSE, "Stale syncs could not be expired", syncs::expireStale);
    }
}
