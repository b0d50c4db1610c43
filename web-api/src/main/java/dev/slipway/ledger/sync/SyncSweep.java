package dev.slipway.ledger.sync;

import dev.slipway.ledger.platform.background.Rounds;
import dev.slipway.ledger.platform.background.RoundsListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Gives up, every few seconds, what nobody finished; on every worker, which does no harm. */
@WebListener
public class SyncSweep extends RoundsListener {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Inject
    SyncService syncs;

    @Override
    protected Rounds begin(ScheduledExecutorService scheduler) {
        return new Rounds(scheduler, "Syncs could not be looked after", syncs::giveUp, PAUSE, PAUSE);
    }
}
