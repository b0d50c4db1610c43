package dev.slipway.ledger.certificate;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.background.ScheduledJob;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Polls httpd's certificate watcher every few seconds, on each worker; reports are idempotent. */
@WebListener
public class CertificateReader implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(CertificateReader.class.getName());
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(10);

    @Inject
    LedgerConfig config;

    @Inject
    CertificateService certificates;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledJob reading;
    private boolean isFailing;
    private boolean isUnwatched;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        config.watcherUrl().ifPresent(url -> {
            WatcherClient watcher = new WatcherClient(url);
            reading = new ScheduledJob(
                    scheduler, "The certificates' watcher could not be polled", () -> look(watcher), FIRST, LOOK);
        });
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (reading != null) {
            reading.end();
        }
    }

    private void look(WatcherClient watcher) {
        try {
            watcher.read().ifPresent(certificates::take);
            isFailing = false;
        } catch (IOException | RuntimeException e) {
            watcher.forget();
            // Logged once, not every ten seconds. The pages show whether the certificates are being watched.
            LOG.log(
                    isFailing ? Level.DEBUG : Level.INFO,
                    "The report of httpd's certificate watcher could not be read: " + e);
            isFailing = true;
        }
        isUnwatched = certificates.tellWhetherUnwatched(isUnwatched);
    }
}
