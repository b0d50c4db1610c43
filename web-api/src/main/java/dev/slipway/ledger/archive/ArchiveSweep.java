package dev.slipway.ledger.archive;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/**
 * Deletes archives that need not be kept any longer, every hour, and within a minute of an upload to this worker. Runs on
 * every worker; idempotent.
 */
@WebListener
public class ArchiveSweep extends ScheduledJobListener {
    private static final String FAILURE = "Expired archives could not be deleted";
    private static final Duration AFTER_UPLOADS = Duration.ofMinutes(1);

    @Inject
    ArchiveService archives;

    @Override
    protected void schedule() {
        every(Duration.ofHours(1), Duration.ofMinutes(1), FAILURE, archives::sweep);
        every(AFTER_UPLOADS, FAILURE, archives::sweepAfterUploads);
    }
}
