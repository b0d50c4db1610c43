package dev.slipway.ledger.alert;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;

/** Evaluates the alert conditions every few seconds. Runs on every worker; the database lets one at a time change alerts. */
@WebListener
public class AlertWatch extends ScheduledJobListener {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Inject
    AlertService alerts;

    @Override
    protected void schedule() {
        every(INTERVAL, "Alert conditions could not be evaluated", alerts::evaluate);
    }
}
