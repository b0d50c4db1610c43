package dev.slipway.ledger.alert;

import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Evaluates the alert conditions every few seconds. Runs on every worker; the database lets one at a time change alerts. */
@WebListener
public class AlertWatch extends ScheduledJobListener {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Inject
    AlertService alerts;

    @Inject
    Disks disks;

    private final ConditionDebouncer debouncer = new ConditionDebouncer(Condition::key, System::nanoTime);
    private final ConditionDebouncer debouncerByCause =
            new ConditionDebouncer(condition -> List.of(condition.key(), condition.title()), System::nanoTime);

    @Override
    protected void schedule() {
        every(INTERVAL, "Alert conditions could not be evaluated", this::evaluate);
    }

    private void evaluate() {
        List<Condition> found = new ArrayList<>(alerts.conditions());
        disks.state().flatMap(disk -> disk.condition(alerts.isOpen(Kind.DISK))).ifPresent(found::add);
        alerts.reconcile(found, debouncer.lasting(found), debouncerByCause.lasting(found));
    }
}
