package dev.slipway.ledger.sync;

import dev.slipway.ledger.platform.background.Rounds;
import dev.slipway.ledger.platform.background.RoundsListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Expires syncs that nobody finished, every few seconds. Runs on every worker; idempotent. */
@WebListener
public class SyncSweep extends RoundsListener {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Inject
    SyncService syncs;

    @Override
    protected Rounds begin(ScheduledExecutorService scheduler) {
        return new Rounds(scheduler, "Stale syncs could not be expired", syncs::giveUp, PAUSE, PAUSE);
    }
}
