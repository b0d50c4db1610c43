package dev.slipway.ledger.archive;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/** Deletes archives that need not be kept any longer, every hour. Runs on every worker; idempotent. */
@WebListener
public class ArchiveSweep extends ScheduledJobListener {

    @Inject
    ArchiveService archives;

    @Override
    protected void schedule() {
        every(Duration.ofHours(1), Duration.ofMinutes(1), "Expired archives could not be deleted", archives::sweep);
    }
}
