package dev.slipway.ledger.archive;

import dev.slipway.ledger.platform.background.Rounds;
import dev.slipway.ledger.platform.background.RoundsListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Deletes archives that need not be kept any longer, every hour. Runs on every worker; idempotent. */
@WebListener
public class ArchiveSweep extends RoundsListener {

    @Inject
    ArchiveService archives;

    @Override
    protected Rounds begin(ScheduledExecutorService scheduler) {
        return new Rounds(
                scheduler, "Expired archives could not be deleted", archives::sweep, Duration.ofMinutes(1), Duration.ofHours(1));
    }
}
