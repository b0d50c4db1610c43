package dev.slipway.ledger.archive;

import dev.slipway.ledger.platform.background.ScheduledJob;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** Deletes archives that need not be kept any longer, every hour. Runs on every worker; idempotent. */
@WebListener
public class ArchiveSweep extends ScheduledJobListener {

    @Inject
    ArchiveService archives;

    @Override
    protected ScheduledJob begin(ScheduledExecutorService scheduler) {
        return new ScheduledJob(
                scheduler,
                "Expired archives could not be deleted",
                archives::sweep,
                Duration.ofMinutes(1),
                Duration.ofHours(1));
    }
}
