package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/** Expires restarts whose agent stopped reporting, or that none claimed, every minute. Runs on every worker; idempotent. */
@WebListener
public class RestartSweep extends ScheduledJobListener {
    private static final Duration PAUSE = Duration.ofSeconds(60);

    @Inject
    RestartService restarts;

    @Override
    protected void schedule() {
        every(PAUSE, "Stale restarts could not be expired", this::sweep);
    }

    /** Each in a transaction of its own: the figures of an agent lock several restarts, in another order. */
    private void sweep() {
        restarts.stale().forEach(restarts::expire);
    }
}
