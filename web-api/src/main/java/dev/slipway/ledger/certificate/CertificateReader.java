package dev.slipway.ledger.certificate;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Polls httpd's certificate watcher every few seconds, on each worker; reports are idempotent. */
@WebListener
public class CertificateReader extends ScheduledJobListener {
    private static final System.Logger LOG = System.getLogger(CertificateReader.class.getName());
    private static final Duration INITIAL_DELAY = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Inject
    LedgerConfig config;

    @Inject
    CertificateService certificates;

    private boolean isFailing;
    private boolean isUnwatched;

    @Override
    protected void schedule() {
        WatcherClient watcher = new WatcherClient(config.watcherUrl());
        every(INTERVAL, INITIAL_DELAY, "The certificates' watcher could not be polled", () -> poll(watcher));
    }

    /** A failed commit throws an undeclared exception, so everything is caught. */
    private void poll(WatcherClient watcher) {
        try {
            watcher.read().ifPresent(certificates::store);
            isFailing = false;
        } catch (Exception e) {
            watcher.forget();
            // Logged once, not every ten seconds. The pages show whether the certificates are being watched.
            LOG.log(
                    isFailing ? Level.DEBUG : Level.INFO,
                    "The report of httpd's certificate watcher could not be read: " + e);
            isFailing = true;
        }
        isUnwatched = certificates.publishUnwatched(isUnwatched);
    }
}
