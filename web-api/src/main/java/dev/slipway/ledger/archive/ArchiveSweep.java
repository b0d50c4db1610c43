package dev.slipway.ledger.archive;

import dev.slipway.ledger.platform.background.Rounds;
import dev.slipway.ledger.platform.background.RoundsListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Takes away every hour what is not to be kept; on every worker, which does no harm. */
@WebListener
public class ArchiveSweep extends RoundsListener {

    @Inject
    ArchiveService archives;

    @Override
    protected Rounds begin(ScheduledExecutorService scheduler) {
        return new Rounds(
                scheduler, "Old archives are still there", archives::sweep, Duration.ofMinutes(1), Duration.ofHours(1));
    }
}
