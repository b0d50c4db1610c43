package dev.slipway.ledger.telemetry;

import dev.slipway.ledger.alert.Disks;
import dev.slipway.ledger.audit.chain.ChainService;
import dev.slipway.ledger.audit.chain.ChainState;
import dev.slipway.ledger.notification.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the numbers together. Each worker gives the same, for they come from the database. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class TelemetryService {
    /** Counting reads every deployment there is: not at every scrape. */
    private static final Duration COUNTED_FOR = Duration.ofMinutes(1);

    private static final String GAUGE = "gauge";
    private static final String COUNTER = "counter";

    @Inject
    TelemetryRepository numbers;

    @Inject
    Disks disks;

    @Inject
    ChainService chain;

    @Inject
    Clock clock;

    private List<Object[]> deployments = List.of();
    private Instant countedAt = Instant.MIN;

    /** Everything, as Prometheus reads it. */
    String exposition() {
        Exposition text = new Exposition();
        add(text, "slipway_drift_open", GAUGE, "Drifts that are open.", numbers.openDrifts(), "environment", "service");
        add(
                text,
                "slipway_skews",
                GAUGE,
                "Archives that are not the same on all workers.",
                numbers.skews(),
                "environment");
        add(
                text,
                "slipway_deployments_total",
                COUNTER,
                "Deployments on record, as of a minute ago at most.",
                deployments(),
                "environment",
                "channel",
                "outcome");
        add(
                text,
                "slipway_audit_log_position_bytes",
                GAUGE,
                "How far the worker's current audit log was read.",
                numbers.logPositions(),
                "worker");
        add(
                text,
                "slipway_audit_log_read_timestamp_seconds",
                GAUGE,
                "When the worker's audit log was last read to its end.",
                numbers.logReadTimes(),
                "worker");
        add(
                text,
                "slipway_audit_log_gaps_total",
                COUNTER,
                "Times in which the worker's audit log may have lost records.",
                numbers.logGaps(),
                "worker");
        add(
                text,
                "slipway_worker_seen_timestamp_seconds",
                GAUGE,
                "When the worker last showed what is on it.",
                numbers.workersSeen(),
                "environment",
                "worker");
        add(
                text,
                "slipway_certificate_not_after_timestamp_seconds",
                GAUGE,
                "When the certificate that is served for the name ends.",
                numbers.certificateEnds(),
                "name",
                "source");
        add(
                text,
                "slipway_certificate_state",
                GAUGE,
                "1 for the state that the name's certificate is in: stale, ending, failed and unwatched are alerts.",
                numbers.certificateStates(),
                "name",
                "state");
        add(
                text,
                "slipway_certificates_looked_timestamp_seconds",
                GAUGE,
                "When the certificates were last looked at; 0 for never.",
                numbers.certificatesLookedAt());
        add(
                text,
                "slipway_requests_open",
                GAUGE,
                "Deployment requests that are not over, by their state.",
                numbers.openRequests(),
                "environment",
                "state");
        add(
                text,
                "slipway_agent_seen_timestamp_seconds",
                GAUGE,
                "When the agent last asked for work.",
                numbers.agentsSeen(),
                "agent");
        disks.free()
                .ifPresent(free -> add(
                        text,
                        "slipway_disk_free_bytes",
                        GAUGE,
                        "What is free on the line's disk.",
                        row("state", free),
                        "disk"));
        disks.size()
                .ifPresent(size -> add(
                        text,
                        "slipway_disk_size_bytes",
                        GAUGE,
                        "The size of the line's disk.",
                        row("state", size),
                        "disk"));
        add(
                text,
                "slipway_backup_taken_timestamp_seconds",
                GAUGE,
                "When the newest backup was taken; left out while there is none.",
                numbers.backupTaken());
        add(
                text,
                "slipway_backup_proven_timestamp_seconds",
                GAUGE,
                "When a backup was last proven by restoring it; 0 for never, left out while none was ever tried.",
                numbers.backupProven());
        chain.state().ifPresent(state -> addChain(text, state));
        addNotifications(text);
        addWorkers(text);
        return text.toString();
    }

    private static void addChain(Exposition text, ChainState state) {
        add(
                text,
                "slipway_audit_chain_links",
                GAUGE,
                "Rows of evidence that are in the audit chain.",
                number(state.links()));
        add(
                text,
                "slipway_audit_chain_behind_seconds",
                GAUGE,
                "For how long the first event that is not in the audit chain yet has waited; 0 where none waits.",
                number(state.behind().toSeconds()));
        Instant signed = state.signedAt();
        add(
                text,
                "slipway_audit_chain_signed_timestamp_seconds",
                GAUGE,
                "When the audit chain's head was last signed; 0 for never.",
                number(signed == null ? 0 : signed.getEpochSecond()));
    }

    private static List<Object[]> number(long value) {
        return List.<Object[]>of(new Object[] {value});
    }

    private void addNotifications(Exposition text) {
        String[] labels = {"channel", "type"};
        add(
                text,
                "slipway_alerts_open",
                GAUGE,
                "Alerts that are open, by their kind.",
                numbers.openAlerts(
                        Kind.conditions().stream().map(Kind::toString).toList()),
                "kind");
        add(
                text,
                "slipway_notifications_sent_total",
                COUNTER,
                "Notifications that the channel's receiver accepted.",
                numbers.channels("sent_count"),
                labels);
        add(
                text,
                "slipway_notification_failures_total",
                COUNTER,
                "Attempts that the channel's receiver did not accept.",
                numbers.channels("failed_count"),
                labels);
        add(
                text,
                "slipway_notifications_given_up_total",
                COUNTER,
                "Notifications that were not accepted for three days.",
                numbers.channels("given_up_count"),
                labels);
        add(
                text,
                "slipway_notifications_overdue",
                GAUGE,
                "Notifications that should have been sent by now.",
                numbers.overdueNotifications(),
                labels);
        add(
                text,
                "slipway_notification_channel_failing_timestamp_seconds",
                GAUGE,
                "Since when the channel has failed; 0 where it works.",
                numbers.channels("cast(coalesce(extract(epoch from failing_since), 0) as bigint)"),
                labels);
    }

    private static List<Object[]> row(String label, long value) {
        return List.<Object[]>of(new Object[] {label, value});
    }

    /** The services' workers, as they last said; those that did not answer are left out, but for the first. */
    private void addWorkers(Exposition text) {
        String[] labels = {"service", "environment", "worker"};
        add(
                text,
                "slipway_service_worker_up",
                GAUGE,
                "1 where the worker answered when it was last asked.",
                numbers.workersUp(),
                labels);
        add(
                text,
                "slipway_service_worker_start_timestamp_seconds",
                GAUGE,
                "When the worker started.",
                numbers.figures("extract(epoch from started_at)"),
                labels);
        add(
                text,
                "slipway_service_worker_heap_used_bytes",
                GAUGE,
                "The worker's heap in use.",
                numbers.figures("heap_used"),
                labels);
        add(
                text,
                "slipway_service_worker_heap_max_bytes",
                GAUGE,
                "The worker's heap at most.",
                numbers.figures("heap_max"),
                labels);
        add(
                text,
                "slipway_service_worker_metaspace_used_bytes",
                GAUGE,
                "The worker's metaspace in use.",
                numbers.figures("metaspace"),
                labels);
        add(text, "slipway_service_worker_threads", GAUGE, "The worker's threads.", numbers.figures("threads"), labels);
        add(
                text,
                "slipway_service_worker_pool_active",
                GAUGE,
                "Connections to its database that the worker has open.",
                numbers.figures("pool_active"),
                labels);
        add(
                text,
                "slipway_service_worker_pool_available",
                GAUGE,
                "Connections to its database that the worker could still use.",
                numbers.figures("pool_available"),
                labels);
        add(
                text,
                "slipway_service_worker_pool_max_used",
                GAUGE,
                "Connections to its database that were in use at most at a time.",
                numbers.figures("pool_max_used"),
                labels);
        add(
                text,
                "slipway_service_worker_requests_total",
                COUNTER,
                "Requests that the worker answered since it started.",
                numbers.figures("requests"),
                labels);
        add(
                text,
                "slipway_service_worker_errors_total",
                COUNTER,
                "Requests that the worker answered with 5xx.",
                numbers.figures("errors"),
                labels);
        add(
                text,
                "slipway_service_worker_processing_seconds_total",
                COUNTER,
                "What the worker's requests took.",
                numbers.figures("processing_nanos / 1e9"),
                labels);
    }

    private synchronized List<Object[]> deployments() {
        Instant now = clock.instant();
        if (countedAt.plus(COUNTED_FOR).isBefore(now)) {
            deployments = numbers.deployments();
            countedAt = now;
        }
        return deployments;
    }

    /** Rows of labels, and last the value. */
    private static void add(
            Exposition text, String name, String type, String help, List<Object[]> rows, String... labels) {
        text.metric(name, type, help);
        for (Object[] row : rows) {
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < labels.length; i++) {
                named.put(labels[i], String.valueOf(row[i]));
            }
            text.value(name, named, (Number) row[labels.length]);
        }
    }
}
