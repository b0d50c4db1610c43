package dev.slipway.ledger.telemetry;

import dev.slipway.ledger.agent.AgentService;
import dev.slipway.ledger.alert.condition.Disks;
import dev.slipway.ledger.audit.chain.ChainService;
import dev.slipway.ledger.audit.chain.ChainState;
import dev.slipway.ledger.certificate.CertificateState;
import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.worker.WorkerService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects the metrics; all come from the database, so every worker exports the same. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class TelemetryService {
    /**
     * A metric of services' workers.
     *
     * @param column the column of their figures, or an expression in SQL
     */
    private record WorkerMetric(String name, String help, String column) {}

    private static final List<WorkerMetric> WORKER_GAUGES = List.of(
            new WorkerMetric(
                    "slipway_service_worker_start_timestamp_seconds",
                    "When the worker started.",
                    "extract(epoch from started_at)"),
            new WorkerMetric("slipway_service_worker_heap_used_bytes", "The worker's heap in use.", "heap_used"),
            new WorkerMetric("slipway_service_worker_heap_max_bytes", "The worker's heap at most.", "heap_max"),
            new WorkerMetric(
                    "slipway_service_worker_metaspace_used_bytes", "The worker's metaspace in use.", "metaspace"),
            new WorkerMetric("slipway_service_worker_threads", "The worker's threads.", "threads"),
            new WorkerMetric(
                    "slipway_service_worker_pool_active",
                    "Connections to its database that the worker has open.",
                    "pool_active"),
            new WorkerMetric(
                    "slipway_service_worker_pool_available",
                    "Connections to its database that the worker could still use.",
                    "pool_available"),
            new WorkerMetric(
                    "slipway_service_worker_pool_max_used",
                    "Connections to its database that were in use at most at a time.",
                    "pool_max_used"));

    private static final List<WorkerMetric> WORKER_COUNTERS = List.of(
            new WorkerMetric(
                    "slipway_service_worker_requests_total",
                    "Requests that the worker answered since it started, httpd's health checks among them.",
                    "requests"),
            new WorkerMetric(
                    "slipway_service_worker_errors_total", "Requests that the worker answered with 500.", "errors"),
            new WorkerMetric(
                    "slipway_service_worker_processing_seconds_total",
                    "The time that the worker's requests took.",
                    "processing_nanos / 1e9"));

    @Inject
    TelemetryRepository numbers;

    @Inject
    DeploymentCounts deployments;

    @Inject
    WorkerService workers;

    @Inject
    AgentService agents;

    @Inject
    Disks disks;

    @Inject
    ChainService chain;

    @Inject
    Clock clock;

    /** All metrics in Prometheus' format. */
    String exposition() {
        Exposition text = new Exposition();
        text.gauge("slipway_drift_open", "Drifts that are open.", numbers.openDrifts(), "environment", "service");
        text.gauge("slipway_skews", "Archives that are not the same on all workers.", workers.skews(), "environment");
        text.gauge(
                "slipway_deployments",
                "Deploys and replacements that have been on record for an hour.",
                deployments.counted(),
                "environment",
                "channel",
                "outcome");
        addAuditLogs(text);
        text.gauge(
                "slipway_worker_seen_timestamp_seconds",
                "When the worker last showed what is on it.",
                numbers.workersSeen(),
                "environment",
                "worker");
        addCertificates(text);
        text.gauge(
                "slipway_requests_open",
                "Deployment requests that are not over, by their state.",
                numbers.openRequests(),
                "environment",
                "state");
        text.gauge(
                "slipway_request_running_since_timestamp_seconds",
                "Since when the environment's longest running deployment request has run; 0 where none runs.",
                numbers.runningSince(),
                "environment");
        text.gauge(
                "slipway_agent_seen_timestamp_seconds",
                "When the agent last polled for work or held an environment's lock.",
                agentsSeen(),
                "agent");
        addDiskAndBackups(text);
        chain.state().ifPresent(state -> addChain(text, state));
        addNotifications(text);
        addWorkers(text);
        return text.toString();
    }

    private void addAuditLogs(Exposition text) {
        text.gauge(
                "slipway_audit_log_position_bytes",
                "How far the worker's current audit log was read.",
                numbers.logPositions(),
                "worker");
        text.gauge(
                "slipway_audit_log_read_timestamp_seconds",
                "When the worker's audit log was last read to its end.",
                numbers.logReadTimes(),
                "worker");
        text.counter(
                "slipway_audit_log_gaps_total",
                "Times in which the worker's audit log may have lost records.",
                numbers.logGaps(),
                "worker");
        text.gauge(
                "slipway_audit_log_gap_timestamp_seconds",
                "When the newest gap in the worker's audit log was detected; 0 for none.",
                numbers.logGapTimes(),
                "worker");
    }

    private void addCertificates(Exposition text) {
        Instant now = clock.instant();
        text.gauge(
                "slipway_certificate_not_after_timestamp_seconds",
                "When the certificate that is served for the name expires.",
                numbers.certificateEnds(),
                "name",
                "source");
        text.gauge(
                "slipway_certificate_state",
                "1 for the state that the name's certificate is in: stale, ending, failed and unwatched are alerts.",
                numbers.certificateStates(now.minus(CertificateState.PATIENCE), now.plus(CertificateState.PATIENCE)),
                "name",
                "state");
        text.gauge(
                "slipway_certificates_looked_timestamp_seconds",
                "When the certificates were last checked; 0 for never.",
                numbers.certificatesLookedAt());
    }

    private void addDiskAndBackups(Exposition text) {
        disks.free()
                .ifPresent(free -> text.gauge(
                        "slipway_disk_free_bytes", "What is free on the line's disk.", row("state", free), "disk"));
        disks.size()
                .ifPresent(size -> text.gauge(
                        "slipway_disk_size_bytes", "The size of the line's disk.", row("state", size), "disk"));
        text.gauge(
                "slipway_backup_taken_timestamp_seconds",
                "When the newest backup was taken; left out while there is none.",
                numbers.backupTaken());
        text.gauge(
                "slipway_backup_proven_timestamp_seconds",
                "When a backup was last proven by restoring it; 0 for never, left out while none was ever tried.",
                numbers.backupProven());
    }

    private static void addChain(Exposition text, ChainState state) {
        text.gauge("slipway_audit_chain_links", "Rows of evidence that are in the audit chain.", row(state.links()));
        text.gauge(
                "slipway_audit_chain_behind_seconds",
                "For how long the first event that is not in the audit chain yet has waited; 0 where none waits.",
                row(state.behind().toSeconds()));
        Instant signed = state.signedAt();
        text.gauge(
                "slipway_audit_chain_signed_timestamp_seconds",
                "When the audit chain's head was last signed; 0 for never.",
                row(signed == null ? 0 : signed.getEpochSecond()));
    }

    private void addNotifications(Exposition text) {
        String[] labels = {"channel", "type"};
        text.gauge(
                "slipway_alerts_open",
                "Alerts that are open, by their kind.",
                numbers.openAlerts(
                        Kind.conditions().stream().map(Kind::toString).toList()),
                "kind");
        text.counter(
                "slipway_notifications_sent_total",
                "Notifications that the channel's receiver accepted.",
                numbers.channels("sent_count"),
                labels);
        text.counter(
                "slipway_notification_failures_total",
                "Attempts that the channel's receiver did not accept.",
                numbers.channels("failed_count"),
                labels);
        text.counter(
                "slipway_notifications_given_up_total",
                "Notifications that were not accepted for three days.",
                numbers.channels("given_up_count"),
                labels);
        text.gauge(
                "slipway_notifications_overdue",
                "Notifications that should have been sent by now.",
                numbers.overdueNotifications(),
                labels);
        text.gauge(
                "slipway_notification_channel_failing_timestamp_seconds",
                "Since when the channel has failed; 0 where it works.",
                numbers.channels("cast(coalesce(extract(epoch from failing_since), 0) as bigint)"),
                labels);
    }

    private List<Object[]> agentsSeen() {
        List<Object[]> rows = new ArrayList<>();
        agents.seen().forEach((agent, at) -> rows.add(new Object[] {agent, at.getEpochSecond()}));
        return rows;
    }

    /** A single row: the values of the labels, then that of the metric. */
    private static List<Object[]> row(Object... values) {
        return List.<Object[]>of(values);
    }

    /** The last metrics of the services' workers; those that did not answer have only the first. */
    private void addWorkers(Exposition text) {
        String[] labels = {"service", "environment", "worker"};
        text.gauge(
                "slipway_service_worker_up",
                "1 where the worker answered when it was last asked.",
                numbers.workersUp(),
                labels);
        WORKER_GAUGES.forEach(
                metric -> text.gauge(metric.name(), metric.help(), numbers.figures(metric.column()), labels));
        WORKER_COUNTERS.forEach(
                metric -> text.counter(metric.name(), metric.help(), numbers.figures(metric.column()), labels));
    }
}
