package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.platform.background.Rounds;
import dev.slipway.ledger.platform.background.RoundsListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Gives up, now and then, the restarts that nobody finished; on every worker, which does no harm. */
@WebListener
public class RestartSweep extends RoundsListener {
    private static final Duration PAUSE = Duration.ofSeconds(60);

    @Inject
    RestartService restarts;

    @Override
    protected Rounds begin(ScheduledExecutorService scheduler) {
        return new Rounds(scheduler, "Restarts could not be looked after", restarts::giveUp, PAUSE, PAUSE);
    }
}
