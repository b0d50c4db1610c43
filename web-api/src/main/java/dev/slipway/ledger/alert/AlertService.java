package dev.slipway.ledger.alert;

import dev.slipway.ledger.alert.condition.Condition;
import dev.slipway.ledger.alert.condition.Condition.Key;
import dev.slipway.ledger.alert.condition.ConditionDebouncer;
import dev.slipway.ledger.alert.condition.ConditionFinder;
import dev.slipway.ledger.alert.condition.Disk;
import dev.slipway.ledger.alert.condition.Disks;
import dev.slipway.ledger.alert.condition.LogGap;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.notification.Notice;
import dev.slipway.ledger.notification.NotificationService;
import dev.slipway.ledger.platform.json.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Opens and closes alerts, with a notification for each. */
@ApplicationScoped
@Transactional
public class AlertService {
    /** No notification is sent for an older gap. */
    private static final Duration NEWS = Duration.ofHours(1);

    @Inject
    AlertRepository alerts;

    @Inject
    ConditionFinder conditions;

    @Inject
    Disks disks;

    @Inject
    NotificationService notifications;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    private final ConditionDebouncer debouncer;
    private final ConditionDebouncer debouncerByCause;

    /** Begins without having seen anything. */
    public AlertService() {
        this(System::nanoTime);
    }

    /**
     * Begins without having seen anything.
     *
     * @param nanos nanoseconds since any moment, as by {@link System#nanoTime}
     */
    AlertService(LongSupplier nanos) {
        debouncer = new ConditionDebouncer(Condition::key, nanos);
        debouncerByCause = new ConditionDebouncer(condition -> List.of(condition.key(), condition.title()), nanos);
    }

    /**
     * Opens an alert for each new condition, notifies of those whose cause has changed, and closes those that are over,
     * unless another worker is doing so.
     */
    void evaluate() {
        // Before the lock: a file system may not answer.
        Optional<Disk> disk = disks.state();
        // Before all that is read: another worker may have changed the alerts meanwhile, by newer facts.
        boolean isLocked = alerts.tryLock();
        List<Alert> open = alerts.open();
        List<Condition> found = new ArrayList<>(conditions.present());
        disk.flatMap(state -> state.condition(isOpen(open, Kind.DISK))).ifPresent(found::add);
        // In each round, whoever has the lock: how long something lasts would be wrong otherwise.
        List<Condition> lasting = debouncer.lasting(found);
        List<Condition> unchanged = debouncerByCause.lasting(found);
        if (isLocked) {
            reconcile(open, found, lasting, unchanged);
        }
    }

    private static boolean isOpen(Collection<Alert> open, Kind kind) {
        return open.stream().anyMatch(alert -> alert.kind().equals(kind.toString()));
    }

    /**
     * Changes the alerts.
     *
     * @param alertsOpen the open alerts
     * @param found all present conditions
     * @param lasting those of them that have lasted long enough for an alert
     * @param unchanged those of them whose present cause has lasted as long
     */
    private void reconcile(
            Collection<Alert> alertsOpen,
            Collection<Condition> found,
            Collection<Condition> lasting,
            Collection<Condition> unchanged) {
        Map<Key, Alert> open = new LinkedHashMap<>();
        alertsOpen.forEach(alert -> open.put(alert.key(), alert));
        AlertChanges changes = AlertChanges.of(open.keySet(), found, lasting);
        Instant now = clock.instant();
        for (Condition condition : found) {
            Alert alert = open.get(condition.key());
            if (alert != null && alert.update(condition, unchanged.contains(condition))) {
                sendNotice(alert, condition.kind(), Notice.Phase.OPENED, now);
            }
        }
        for (Condition condition : changes.opened()) {
            Alert alert = new Alert(condition, now);
            alerts.add(alert);
            sendNotice(alert, condition.kind(), Notice.Phase.OPENED, now);
        }
        for (Key key : changes.closed()) {
            Alert alert = open.get(key);
            if (alert != null) {
                alert.close(now);
                if (conditions.isExpired(key, now)) {
                    notifyChanged(alert);
                } else {
                    sendNotice(alert, Kind.of(alert.kind()), Notice.Phase.CLOSED, now);
                }
            }
        }
        notifyOfGaps(now.minus(NEWS));
    }

    /** Once of each cause, also where they alternate. */
    private void sendNotice(Alert alert, Kind kind, Notice.Phase phase, Instant at) {
        String cause = phase == Notice.Phase.CLOSED
                ? ""
                : ":" + Fingerprint.of(alert.cause().getBytes(StandardCharsets.UTF_8));
        notifications.enqueue(
                new Notice(
                        kind,
                        phase,
                        alert.service(),
                        alert.environment(),
                        alert.title(),
                        alert.detail(),
                        alert.path(),
                        at),
                "alert-" + phase + ":" + alert.id() + cause,
                alert.id());
        notifyChanged(alert);
    }

    private void notifyChanged(Alert alert) {
        changed.fire(new Changed(Changed.Kind.ALERT, alert.id(), alert.service(), alert.environment()));
    }

    /** A gap is permanent: it is notified once, and never closed. */
    private void notifyOfGaps(Instant after) {
        for (LogGap gap : conditions.newGaps(after)) {
            notifications.enqueue(
                    new Notice(
                            Kind.AUDIT_GAP,
                            Notice.Phase.HAPPENED,
                            null,
                            null,
                            "The audit log of " + gap.worker() + " has a gap",
                            gap.detail() + " Deployments made in it may be missing in the ledger.",
                            "/drift/#gaps-title",
                            gap.detectedAt()),
                    "audit-gap:" + gap.id());
        }
    }
}
