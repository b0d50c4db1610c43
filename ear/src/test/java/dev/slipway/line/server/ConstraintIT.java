package dev.slipway.line.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.Resource;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What the application would never write, the database would not take either. */
@ArquillianTest
class ConstraintIT {
    private static final String ID = "00000000-0000-0000-0000-00000000000";
    // With the types said once, javac need not find those of 280 entries together, which took it 30 seconds.
    private static final Map<String, String> VALID = Map.<String, String>ofEntries(
            Map.entry("service", "id '" + ID + "1', name 'shop', title 'Shop', created_at now"),
            Map.entry("environment", "id '" + ID + "2', name 'here', title 'Here', rank 1, created_at now"),
            Map.entry(
                    "release",
                    "id '" + ID + "3', service_id '" + ID
                            + "1', version '1.0', commit_sha 'abcdef0', artifact_digest 'sha256:" + "a".repeat(64)
                            + "', source_url 'https://a', recorded_at now"),
            Map.entry(
                    "deployment",
                    "id '" + ID + "4', release_id '" + ID + "3', service_id '" + ID + "1', environment_id '" + ID
                            + "2', channel 'cli', actor 'a', started_at '2026-01-01', finished_at '2026-01-01', outcome 'failed', recorded_at now"),
            Map.entry(
                    "idempotency_key",
                    "caller 'a', value 'k', fingerprint 'f', resource_id '" + ID + "5', created_at now"),
            Map.entry("handbook_user", "name 'a', password_hash 'x'"),
            Map.entry(
                    "event",
                    "id '" + ID
                            + "5', source 'api', source_id 'a', kind 'a', payload '{}', occurred_at now, received_at now, deployment_id '"
                            + ID + "4'"),
            Map.entry("worker", "name 'w', environment_id '" + ID + "2', last_seen_at now"),
            Map.entry(
                    "worker_archive",
                    "worker 'w', archive 'a.war', service_id '" + ID + "1', artifact_digest 'sha256:" + "a".repeat(64)
                            + "', is_enabled true"),
            Map.entry("log_position", "worker 'w', inode 1, line_start 0, line_end 0, line_digest '', read_at now"),
            Map.entry("log_gap", "id '" + ID + "7', worker 'w', until_at now, detail 'a', detected_at now"),
            Map.entry(
                    "drift",
                    "id '" + ID + "6', service_id '" + ID + "1', environment_id '" + ID
                            + "2', worker 'w', archive 'a.war', kind 'missing', detected_at now"),
            Map.entry("intervention", "deployment_id '" + ID + "4', is_needed true, marked_by 'a', marked_at now"),
            Map.entry("repair", "deployment_id '" + ID + "4', is_automatic false, linked_by 'a', linked_at now"),
            Map.entry(
                    "confirmation",
                    "id '" + ID
                            + "6', subject 'a', kind 'pipeline', environment 'here', commit_sha 'abcdef0', status 'a', progress 1, at now, event_id '"
                            + ID + "5', deployment_id '" + ID + "4'"),
            Map.entry(
                    "person_change",
                    "id '" + ID + "6', person_id '" + ID
                            + "6', person 'a', operation 'roles', roles '{}', changed_by 'a', changed_at now"),
            Map.entry(
                    "release_commit",
                    "release_id '" + ID + "3', position 0, sha 'abcdef0', title 'a', committed_at now"),
            Map.entry(
                    "evidence",
                    "id '" + ID + "6', release_id '" + ID
                            + "3', kind 'tests', format 'junit-xml', name 'a', size 1, digest 'sha256:" + "b".repeat(64)
                            + "', verdict 'passed', tests 1, passed 1, failed 0, errored 0, skipped 0, recorded_by 'a', recorded_at now"),
            Map.entry("evidence_part", "evidence_id '" + ID + "6', position 0, content '\\x00'"),
            Map.entry("evidence_failure", "evidence_id '" + ID + "6', position 0, suite 'a', name 'b', kind 'error'"),
            Map.entry(
                    "policy",
                    "id '" + ID + "7', environment_id '" + ID
                            + "2', version 1, required_evidence '{tests}', approvals 1, is_four_eyes true, freezes '[]', changed_by 'a', changed_at now"),
            Map.entry(
                    "approval",
                    "id '" + ID + "6', release_id '" + ID + "3', environment_id '" + ID
                            + "2', verdict 'approved', approver 'a', decided_at now"),
            Map.entry(
                    "deployment_request",
                    "id '" + ID + "6', release_id '" + ID + "3', environment_id '" + ID
                            + "2', channel 'cli', actor 'a', is_rollback false, state 'refused', reasons '[]', requested_at now, decided_at now"),
            Map.entry("deployment_request_step", "request_id '" + ID + "6', number 1, at now, kind 'done', text 'a'"),
            Map.entry("agent", "name 'a', last_seen_at now"),
            Map.entry(
                    "deployment_lock",
                    "environment_id '" + ID + "2', id '" + ID
                            + "6', holder 'a', reason 'b', taken_at now, expires_at '2190-01-01'"),
            Map.entry(
                    "sync",
                    "id '" + ID + "6', environment_id '" + ID + "2', actor 'a', state 'asked', requested_at now"),
            Map.entry(
                    "service_definition",
                    "id '" + ID + "6', service_id '" + ID
                            + "1', version 1, operation 'applied', yaml 'a', definition '{}', changes '{}', applied_by 'a', applied_at now"),
            Map.entry(
                    "server_group",
                    "id '" + ID + "7', service_id '" + ID + "1', environment_id '" + ID
                            + "2', name 'shop-here', host 'shop', definition_id '" + ID
                            + "6', wanted_version 1, state 'waiting', workers '[]', is_removed false, is_data_dropped false, changed_at now"),
            Map.entry(
                    "restart",
                    "id '" + ID + "6', group_id '" + ID + "7', service_id '" + ID + "1', environment_id '" + ID
                            + "2', is_for_definition false, channel 'cli', actor 'a', state 'asked', steps '[]', requested_at now"),
            Map.entry(
                    "worker_figures",
                    "worker 'shop-here-1', service 'shop', environment 'here', at now, is_answering false"),
            Map.entry(
                    "thread_dump",
                    "id '" + ID
                            + "6', worker 'shop-here-1', service 'shop', environment 'here', actor 'a', asked_at now"),
            Map.entry(
                    "service_configuration",
                    "id '" + ID + "6', service_id '" + ID + "1', environment_id '" + ID
                            + "2', version 1, entries '[]', changes '{}', changed_by 'a', changed_at now"),
            Map.entry("configuration_key", "kid 'a', jwk '{}', reported_by 'a', reported_at now"),
            Map.entry(
                    "backup",
                    "id '" + ID
                            + "6', taken_at '2189-01-01', snapshot '43b55275', bytes 1, databases 1, reported_at now"),
            Map.entry("group_reader", "id 1, worker 'w', until_at now"),
            Map.entry("job_token", "issuer 'a', id 'b', expires_at now"),
            Map.entry("certificate", "name 'a', source 'acme', state 'fine', since now, looked_at now"),
            Map.entry("certificate_event", "id '" + ID + "5', name 'a', type 'issued', source 'acme', occurred_at now"),
            Map.entry(
                    "alert",
                    "id '" + ID + "6', kind 'disk', subject 'a', title 'a', detail '', path '/', opened_at now"),
            Map.entry(
                    "notification_channel",
                    "id '" + ID + "6', name 'a', type 'mail', target 'a', zone 'UTC', created_by 'a', created_at now"),
            Map.entry(
                    "notification",
                    "id '" + ID + "6', channel_id '" + ID + "6', event_id '" + ID
                            + "5', state 'waiting', is_together false, due_at now, expires_at now, created_at now"),
            Map.entry("notification_attempt", "notification_id '" + ID + "6', number 1, at now"),
            Map.entry(
                    "gate_decision",
                    "id '" + ID + "6', request_id '" + ID + "6', release_id '" + ID
                            + "3', decision 'allow', answer '{}', decided_at now"),
            Map.entry(
                    "audit_link",
                    "position 1, name 'event', row_id '" + ID + "5', row_number 0, format 1, at now, digest '\\x"
                            + "ab".repeat(32) + "', hash '\\x" + "ab".repeat(32) + "', sealed_at now"),
            Map.entry(
                    "audit_key",
                    "id '" + ID + "6', fingerprint '" + "a".repeat(64) + "', public_key 'a', introduced_at now"),
            Map.entry(
                    "audit_head",
                    "id '" + ID + "6', position 1, fingerprint '" + "a".repeat(64)
                            + "', envelope '{}', signed_at now"));
    private static final List<String> TABLES = List.of(
            "service",
            "environment",
            "release",
            "deployment",
            "idempotency_key",
            "handbook_user",
            "event",
            "worker",
            "worker_archive",
            "log_position",
            "log_gap",
            "drift",
            "intervention",
            "repair",
            "confirmation",
            "person_change",
            "release_commit",
            "evidence",
            "evidence_part",
            "evidence_failure",
            "policy",
            "approval",
            "deployment_request",
            "deployment_request_step",
            "agent",
            "deployment_lock",
            "sync",
            "service_definition",
            "server_group",
            "restart",
            "worker_figures",
            "thread_dump",
            "service_configuration",
            "configuration_key",
            "backup",
            "group_reader",
            "job_token",
            "certificate",
            "certificate_event",
            "alert",
            "notification_channel",
            "notification",
            "notification_attempt",
            "gate_decision",
            "audit_link",
            "audit_key",
            "audit_head");

    /** For each constraint one change of a valid row that breaks it, and it alone. Primary keys are broken by the row itself. */
    private static final Map<String, String> BREACHES = new TreeMap<>(Map.<String, String>ofEntries(
            Map.entry("service uq_service_name", "id '" + ID + "9'"),
            Map.entry("service ck_service_name", "id '" + ID + "9', name 'Shop'"),
            Map.entry(
                    "service ck_service_gitlab_project",
                    "id '" + ID + "9', name 'b', gitlab_project 0, gitlab_issuer 'a'"),
            Map.entry("service ck_service_gitlab_issuer", "id '" + ID + "9', name 'b', gitlab_project 1"),
            Map.entry("service ck_service_title", "id '" + ID + "9', name 'b', title ''"),
            Map.entry("environment uq_environment_name", "id '" + ID + "9'"),
            Map.entry("environment ck_environment_name", "id '" + ID + "9', name 'a b'"),
            Map.entry("environment ck_environment_title", "id '" + ID + "9', name 'b', title ''"),
            Map.entry("environment ck_environment_rank", "id '" + ID + "9', name 'b', rank 10000"),
            Map.entry("release uq_release_service_id_version", "id '" + ID + "9'"),
            Map.entry("release fk_release_service_id", "id '" + ID + "9', service_id '" + ID + "8'"),
            Map.entry("release ck_release_version", "id '" + ID + "9', version '/'"),
            Map.entry("release ck_release_commit_sha", "id '" + ID + "9', version '2', commit_sha 'HEAD'"),
            Map.entry("release ck_release_artifact_digest", "id '" + ID + "9', version '2', artifact_digest 'md5:a'"),
            Map.entry("release ck_release_source_url", "id '" + ID + "9', version '2', source_url 'javascript:a'"),
            Map.entry("deployment fk_deployment_release_id_service_id", "id '" + ID + "9', release_id '" + ID + "8'"),
            Map.entry(
                    "deployment fk_deployment_service_id",
                    "id '" + ID + "9', release_id null, service_id '" + ID + "8'"),
            Map.entry("deployment fk_deployment_environment_id", "id '" + ID + "9', environment_id '" + ID + "8'"),
            Map.entry("deployment ck_deployment_channel", "id '" + ID + "9', channel 'ftp'"),
            Map.entry("deployment ck_deployment_outcome", "id '" + ID + "9', outcome 'maybe'"),
            Map.entry("deployment ck_deployment_actor", "id '" + ID + "9', actor ''"),
            Map.entry("deployment ck_deployment_finished_at", "id '" + ID + "9', finished_at '2025-12-31'"),
            Map.entry("deployment ck_deployment_artifact_digest", "id '" + ID + "9', artifact_digest 'md5:a'"),
            Map.entry("deployment ck_deployment_archive", "id '" + ID + "9', archive ''"),
            Map.entry("deployment ck_deployment_operation", "id '" + ID + "9', operation 'copy'"),
            Map.entry("deployment ck_deployment_workers", "id '" + ID + "9', is_claimed false"),
            Map.entry("event uq_event_source_source_id", "id '" + ID + "9'"),
            Map.entry("event fk_event_deployment_id", "id '" + ID + "9', source_id 'b', deployment_id '" + ID + "8'"),
            Map.entry("event ck_event_source", "id '" + ID + "9', source_id 'b', source 'hearsay'"),
            Map.entry("event ck_event_kind", "id '" + ID + "9', source_id 'b', kind ''"),
            Map.entry("worker fk_worker_environment_id", "name 'x', environment_id '" + ID + "8'"),
            Map.entry("worker fk_worker_service_id", "name 'x', service_id '" + ID + "8'"),
            Map.entry("worker ck_worker_name", "name ''"),
            Map.entry("worker_archive fk_worker_archive_worker", "worker 'x'"),
            Map.entry("worker_archive fk_worker_archive_service_id", "archive 'b.war', service_id '" + ID + "8'"),
            Map.entry("worker_archive ck_worker_archive_artifact_digest", "archive 'b.war', artifact_digest 'md5:a'"),
            Map.entry("log_position ck_log_position_line_end", "worker 'x', line_start 1"),
            Map.entry("log_gap ck_log_gap_detail", "id '" + ID + "9', detail ''"),
            Map.entry("drift fk_drift_service_id", "id '" + ID + "9', archive 'b.war', service_id '" + ID + "8'"),
            Map.entry(
                    "drift fk_drift_environment_id", "id '" + ID + "9', archive 'b.war', environment_id '" + ID + "8'"),
            Map.entry("drift ck_drift_kind", "id '" + ID + "9', archive 'b.war', kind 'strange'"),
            Map.entry("drift ck_drift_artifact_digest", "id '" + ID + "9', archive 'b.war', artifact_digest 'md5:a'"),
            Map.entry("drift ck_drift_expected_digest", "id '" + ID + "9', archive 'b.war', expected_digest 'md5:a'"),
            Map.entry(
                    "drift ck_drift_clearance", "id '" + ID + "9', archive 'b.war', cleared_at now, clearance 'gone'"),
            Map.entry("drift ck_drift_cleared_at", "id '" + ID + "9', archive 'b.war', cleared_at now"),
            Map.entry(
                    "drift ck_drift_note", "id '" + ID + "9', archive 'b.war', cleared_at now, clearance 'explained'"),
            Map.entry("intervention fk_intervention_deployment_id", "deployment_id '" + ID + "8'"),
            Map.entry("intervention ck_intervention_note", "deployment_id '" + ID + "7', note ''"),
            Map.entry("intervention ck_intervention_marked_by", "deployment_id '" + ID + "7', marked_by ''"),
            Map.entry("repair fk_repair_deployment_id", "deployment_id '" + ID + "8'"),
            Map.entry("repair fk_repair_repaired_id", "deployment_id '" + ID + "7', repaired_id '" + ID + "8'"),
            Map.entry("repair ck_repair_repaired_id", "deployment_id '" + ID + "7', repaired_id '" + ID + "7'"),
            Map.entry("repair ck_repair_linked_by", "deployment_id '" + ID + "7', linked_by ''"),
            Map.entry("confirmation uq_confirmation_subject", "id '" + ID + "9', deployment_id '" + ID + "7'"),
            Map.entry("confirmation uq_confirmation_deployment_id_kind", "id '" + ID + "9', subject 'b'"),
            Map.entry(
                    "confirmation fk_confirmation_event_id",
                    "id '" + ID + "9', subject 'b', deployment_id '" + ID + "7', event_id '" + ID + "8'"),
            Map.entry(
                    "confirmation fk_confirmation_deployment_id",
                    "id '" + ID + "9', subject 'b', deployment_id '" + ID + "8'"),
            Map.entry("confirmation ck_confirmation_kind", "id '" + ID + "9', subject 'b', kind 'rumour'"),
            Map.entry("confirmation ck_confirmation_commit_sha", "id '" + ID + "9', subject 'b', commit_sha 'HEAD'"),
            Map.entry("confirmation ck_confirmation_url", "id '" + ID + "9', subject 'b', url 'javascript:a'"),
            Map.entry("person_change ck_person_change_operation", "id '" + ID + "9', operation 'praised'"),
            Map.entry("release ck_release_commit_count", "id '" + ID + "9', version '2', commit_count 501"),
            Map.entry("release_commit fk_release_commit_release_id", "release_id '" + ID + "8'"),
            Map.entry("release_commit ck_release_commit_sha", "position 1, sha 'HEAD'"),
            Map.entry("release_commit ck_release_commit_author_email", "position 1, author_email 'a b@c'"),
            Map.entry("evidence uq_evidence_release_id_digest", "id '" + ID + "9'"),
            Map.entry("evidence fk_evidence_release_id", "id '" + ID + "9', release_id '" + ID + "8'"),
            Map.entry(
                    "evidence ck_evidence_kind",
                    "id '" + ID + "9', digest 'sha256:" + "c".repeat(64) + "', kind 'luck'"),
            Map.entry("evidence ck_evidence_name", "id '" + ID + "9', digest 'sha256:" + "c".repeat(64) + "', name ''"),
            Map.entry("evidence ck_evidence_size", "id '" + ID + "9', digest 'sha256:" + "c".repeat(64) + "', size 0"),
            Map.entry("evidence ck_evidence_digest", "id '" + ID + "9', digest 'md5:a'"),
            Map.entry(
                    "evidence ck_evidence_verdict",
                    "id '" + ID + "9', digest 'sha256:" + "c".repeat(64) + "', verdict 'maybe'"),
            Map.entry(
                    "evidence ck_evidence_tests", "id '" + ID + "9', digest 'sha256:" + "c".repeat(64) + "', tests 2"),
            Map.entry("evidence_part fk_evidence_part_evidence_id", "evidence_id '" + ID + "8'"),
            Map.entry("evidence_failure fk_evidence_failure_evidence_id", "evidence_id '" + ID + "8'"),
            Map.entry("evidence_failure ck_evidence_failure_kind", "position 1, kind 'mood'"),
            Map.entry("policy uq_policy_environment_id_version", "id '" + ID + "9'"),
            Map.entry("policy fk_policy_environment_id", "id '" + ID + "9', environment_id '" + ID + "8'"),
            Map.entry("policy ck_policy_version", "id '" + ID + "9', version 0"),
            Map.entry("policy ck_policy_required_evidence", "id '" + ID + "9', version 2, required_evidence '{luck}'"),
            Map.entry("policy ck_policy_approvals", "id '" + ID + "9', version 2, approvals 11"),
            Map.entry("policy ck_policy_approvals_hold", "id '" + ID + "9', version 2, approvals_hold 'P'"),
            Map.entry("policy ck_policy_freezes", "id '" + ID + "9', version 2, freezes '{}'"),
            Map.entry("policy fk_policy_promotes_from", "id '" + ID + "9', version 2, promotes_from 'nowhere'"),
            Map.entry("policy ck_policy_soak", "id '" + ID + "9', version 2, promotes_from 'here', soak 'P'"),
            Map.entry("policy ck_policy_windows", "id '" + ID + "9', version 2, windows '{}'"),
            Map.entry(
                    "policy ck_policy_is_promoted_automatically",
                    "id '" + ID + "9', version 2, is_promoted_automatically true"),
            Map.entry("deployment fk_deployment_promoted_from", "id '" + ID + "9', promoted_from 'nowhere'"),
            Map.entry(
                    "deployment_request fk_deployment_request_promoted_from",
                    "id '" + ID + "9', promoted_from 'nowhere'"),
            Map.entry("approval fk_approval_release_id", "id '" + ID + "9', release_id '" + ID + "8'"),
            Map.entry("approval fk_approval_environment_id", "id '" + ID + "9', environment_id '" + ID + "8'"),
            Map.entry("approval ck_approval_verdict", "id '" + ID + "9', comment 'a', verdict 'maybe'"),
            Map.entry("approval ck_approval_comment", "id '" + ID + "9', verdict 'refused', comment ''"),
            Map.entry("approval ck_approval_approver", "id '" + ID + "9', approver ''"),
            Map.entry(
                    "deployment_request fk_deployment_request_release_id",
                    "id '" + ID + "9', release_id '" + ID + "8'"),
            Map.entry(
                    "deployment_request fk_deployment_request_environment_id",
                    "id '" + ID + "9', environment_id '" + ID + "8'"),
            Map.entry(
                    "deployment_request fk_deployment_request_deployment_id",
                    "id '" + ID + "9', state 'done', deployment_id '" + ID + "8'"),
            Map.entry("deployment_request ck_deployment_request_channel", "id '" + ID + "9', channel 'ftp'"),
            Map.entry("deployment_request ck_deployment_request_actor", "id '" + ID + "9', actor ''"),
            Map.entry("deployment_request ck_deployment_request_state", "id '" + ID + "9', state 'lost'"),
            Map.entry("deployment_request ck_deployment_request_reasons", "id '" + ID + "9', reasons '{}'"),
            Map.entry("deployment_request ck_deployment_request_decided_at", "id '" + ID + "9', state 'waiting'"),
            Map.entry("deployment_request ck_deployment_request_deployment_id", "id '" + ID + "9', state 'done'"),
            Map.entry("deployment_request fk_deployment_request_sync_id", "id '" + ID + "9', sync_id '" + ID + "8'"),
            Map.entry("deployment_request ck_deployment_request_context_root", "id '" + ID + "9', context_root ''"),
            Map.entry("deployment_request ck_deployment_request_probe_path", "id '" + ID + "9', probe_path ''"),
            Map.entry("deployment_request ck_deployment_request_probe_seconds", "id '" + ID + "9', probe_seconds 601"),
            Map.entry(
                    "deployment_request ck_deployment_request_executor",
                    "id '" + ID + "9', executor '', claimed_at now"),
            Map.entry("deployment_request ck_deployment_request_claimed_at", "id '" + ID + "9', state 'running'"),
            Map.entry("deployment_request_step fk_deployment_request_step_request_id", "request_id '" + ID + "8'"),
            Map.entry("deployment_request_step ck_deployment_request_step_number", "number 0"),
            Map.entry("deployment_request_step ck_deployment_request_step_kind", "number 2, kind 'mood'"),
            Map.entry("deployment_request_step ck_deployment_request_step_worker", "number 2, worker ''"),
            Map.entry("deployment_request_step ck_deployment_request_step_text", "number 2, text ''"),
            Map.entry("agent ck_agent_name", "name ''"),
            Map.entry("deployment ck_deployment_executor", "id '" + ID + "9', executor ''"),
            Map.entry("deployment_lock uq_deployment_lock_id", "environment_id '" + ID + "8'"),
            Map.entry(
                    "deployment_lock fk_deployment_lock_environment_id",
                    "environment_id '" + ID + "8', id '" + ID + "9'"),
            Map.entry(
                    "deployment_lock ck_deployment_lock_holder",
                    "environment_id '" + ID + "8', id '" + ID + "9', holder ''"),
            Map.entry(
                    "deployment_lock ck_deployment_lock_reason",
                    "environment_id '" + ID + "8', id '" + ID + "9', reason ''"),
            Map.entry(
                    "deployment_lock ck_deployment_lock_expires_at",
                    "environment_id '" + ID + "8', id '" + ID + "9', expires_at '2020-01-01'"),
            Map.entry("sync fk_sync_environment_id", "id '" + ID + "9', environment_id '" + ID + "8'"),
            Map.entry(
                    "sync fk_sync_service_id",
                    "id '" + ID + "9', state 'done', started_at now, finished_at now, service_id '" + ID + "8'"),
            Map.entry("sync ck_sync_channel", "id '" + ID + "9', environment_id '" + ID + "8', channel 'maven'"),
            Map.entry("sync ck_sync_executor", "id '" + ID + "9', environment_id '" + ID + "8', executor ''"),
            Map.entry("sync ck_sync_actor", "id '" + ID + "9', environment_id '" + ID + "8', actor ''"),
            Map.entry(
                    "sync ck_sync_state",
                    "id '" + ID + "9', environment_id '" + ID + "8', state 'lost', started_at now"),
            Map.entry("sync ck_sync_detail", "id '" + ID + "9', environment_id '" + ID + "8', detail ''"),
            Map.entry("sync ck_sync_started_at", "id '" + ID + "9', environment_id '" + ID + "8', state 'running'"),
            Map.entry("sync ck_sync_finished_at", "id '" + ID + "9', environment_id '" + ID + "8', finished_at now"),
            Map.entry(
                    "service_definition fk_service_definition_service_id",
                    "id '" + ID + "9', service_id '" + ID + "8'"),
            Map.entry("service_definition uq_service_definition_service_id_version", "id '" + ID + "9'"),
            Map.entry("service_definition ck_service_definition_version", "id '" + ID + "9', version 0"),
            Map.entry(
                    "service_definition ck_service_definition_is_default",
                    "id '" + ID + "9', version 2, operation 'removed', yaml null, definition null, is_default true"),
            Map.entry(
                    "service_definition ck_service_definition_operation",
                    "id '" + ID + "9', version 2, operation 'lost', yaml null, definition null"),
            Map.entry("service_definition ck_service_definition_yaml", "id '" + ID + "9', version 2, yaml null"),
            Map.entry(
                    "service_definition ck_service_definition_definition",
                    "id '" + ID + "9', version 2, definition '[]'"),
            Map.entry(
                    "service_definition ck_service_definition_applied_by",
                    "id '" + ID + "9', version 2, applied_by ''"),
            Map.entry(
                    "restart fk_restart_group_id",
                    "id '" + ID + "9', state 'done', started_at now, finished_at now, group_id '" + ID + "8'"),
            Map.entry(
                    "restart fk_restart_service_id",
                    "id '" + ID + "9', state 'done', started_at now, finished_at now, service_id '" + ID + "8'"),
            Map.entry(
                    "restart fk_restart_environment_id",
                    "id '" + ID + "9', state 'done', started_at now, finished_at now, environment_id '" + ID + "8'"),
            Map.entry(
                    "restart ck_restart_wanted",
                    "id '" + ID + "9', state 'done', started_at now, finished_at now, wanted 'a'"),
            Map.entry(
                    "restart ck_restart_channel",
                    "id '" + ID + "9', state 'done', started_at now, finished_at now, channel 'maven'"),
            Map.entry(
                    "restart ck_restart_actor",
                    "id '" + ID + "9', state 'done', started_at now, finished_at now, actor ''"),
            Map.entry(
                    "restart ck_restart_steps",
                    "id '" + ID + "9', state 'done', started_at now, finished_at now, steps '{}'"),
            Map.entry("restart ck_restart_state", "id '" + ID + "9', state 'lost', started_at now"),
            Map.entry("restart ck_restart_started_at", "id '" + ID + "9', state 'running'"),
            Map.entry("restart ck_restart_finished_at", "id '" + ID + "9', finished_at now"),
            Map.entry("worker_figures ck_worker_figures_worker", "worker 'A'"),
            Map.entry("backup uq_backup_taken_at", "id '" + ID + "9'"),
            Map.entry("backup ck_backup_snapshot", "id '" + ID + "9', taken_at '2190-01-01', snapshot 'A'"),
            Map.entry("backup ck_backup_bytes", "id '" + ID + "9', taken_at '2190-01-01', bytes -1"),
            Map.entry("backup ck_backup_databases", "id '" + ID + "9', taken_at '2190-01-01', databases -1"),
            Map.entry(
                    "backup ck_backup_proven_at",
                    "id '" + ID + "9', taken_at '2190-01-01', snapshot null, proven_at '2190-01-01'"),
            Map.entry("thread_dump ck_thread_dump_worker", "id '" + ID + "9', worker 'A'"),
            Map.entry("thread_dump ck_thread_dump_answered_at", "id '" + ID + "9', answered_at now"),
            Map.entry(
                    "service_configuration uq_service_configuration_service_id_environment_id_version",
                    "id '" + ID + "9'"),
            Map.entry(
                    "service_configuration fk_service_configuration_service_id",
                    "id '" + ID + "9', service_id '" + ID + "8'"),
            Map.entry(
                    "service_configuration fk_service_configuration_environment_id",
                    "id '" + ID + "9', environment_id '" + ID + "8'"),
            Map.entry("service_configuration ck_service_configuration_version", "id '" + ID + "9', version 0"),
            Map.entry(
                    "service_configuration ck_service_configuration_entries",
                    "id '" + ID + "9', version 2, entries '{}'"),
            Map.entry(
                    "service_configuration ck_service_configuration_reason", "id '" + ID + "9', version 2, reason ''"),
            Map.entry(
                    "service_configuration ck_service_configuration_changed_by",
                    "id '" + ID + "9', version 2, changed_by ''"),
            Map.entry("configuration_key ck_configuration_key_kid", "kid ''"),
            Map.entry("configuration_key ck_configuration_key_jwk", "kid 'b', jwk '[]'"),
            Map.entry("configuration_key ck_configuration_key_reported_by", "kid 'b', reported_by ''"),
            Map.entry("deployment ck_deployment_kind", "id '" + ID + "9', kind 'mend'"),
            Map.entry("deployment ck_deployment_configuration_version", "id '" + ID + "9', configuration_version -1"),
            Map.entry("deployment_request ck_deployment_request_from_version", "id '" + ID + "9', from_version ''"),
            Map.entry("deployment_request ck_deployment_request_kind", "id '" + ID + "9', kind 'mend'"),
            Map.entry(
                    "deployment_request ck_deployment_request_configuration_version",
                    "id '" + ID + "9', kind 'configure'"),
            Map.entry(
                    "deployment_request ck_deployment_request_configuration_before",
                    "id '" + ID + "9', configuration_before -1"),
            Map.entry(
                    "server_group ck_server_group_configuration_version",
                    "id '" + ID + "9', name 'b', host 'b', configuration_version -1"),
            Map.entry(
                    "server_group fk_server_group_service_id",
                    "id '" + ID + "9', name 'b', host 'b', service_id '" + ID + "8'"),
            Map.entry(
                    "server_group fk_server_group_environment_id",
                    "id '" + ID + "9', name 'b', host 'b', environment_id '" + ID + "8'"),
            Map.entry(
                    "server_group fk_server_group_definition_id",
                    "id '" + ID + "9', name 'b', host 'b', environment_id '" + ID + "7', definition_id '" + ID + "8'"),
            Map.entry("server_group uq_server_group_service_id_environment_id", "id '" + ID + "9', name 'b', host 'b'"),
            Map.entry("server_group ck_server_group_name", "id '" + ID + "9', name 'b-', host 'b'"),
            Map.entry("server_group ck_server_group_host", "id '" + ID + "9', name 'b', host 'b.c'"),
            Map.entry(
                    "server_group ck_server_group_wanted_version",
                    "id '" + ID + "9', name 'b', host 'b', wanted_version 0"),
            Map.entry(
                    "server_group ck_server_group_made_version",
                    "id '" + ID + "9', name 'b', host 'b', made_version 2"),
            Map.entry("server_group ck_server_group_state", "id '" + ID + "9', name 'b', host 'b', state 'lost'"),
            Map.entry("server_group ck_server_group_detail", "id '" + ID + "9', name 'b', host 'b', detail ''"),
            Map.entry("server_group ck_server_group_workers", "id '" + ID + "9', name 'b', host 'b', workers '{}'"),
            Map.entry(
                    "server_group ck_server_group_is_data_dropped",
                    "id '" + ID + "9', name 'b', host 'b', is_data_dropped true"),
            Map.entry("group_reader ck_group_reader_id", "id 2"),
            Map.entry("group_reader ck_group_reader_worker", "worker ''"),
            Map.entry("job_token ck_job_token_id", "id ''"),
            Map.entry("deployment_request ck_deployment_request_triggered_by", "id '" + ID + "9', triggered_by 'a'"),
            Map.entry(
                    "deployment_request ck_deployment_request_triggered_by_email",
                    "id '" + ID + "9', triggered_by_email 'a'"),
            Map.entry("certificate ck_certificate_name", "name ''"),
            Map.entry("certificate ck_certificate_state", "name 'b', state 'rusty'"),
            Map.entry("certificate_event fk_certificate_event_id", "id '" + ID + "8'"),
            Map.entry("certificate_event ck_certificate_event_name", "id '" + ID + "9', name ''"),
            Map.entry("certificate_event ck_certificate_event_type", "id '" + ID + "9', type ''"),
            Map.entry("alert ck_alert_kind", "id '" + ID + "9', kind ''"),
            Map.entry("alert ck_alert_subject", "id '" + ID + "9', subject ''"),
            Map.entry("alert ck_alert_title", "id '" + ID + "9', title ''"),
            Map.entry("alert ck_alert_path", "id '" + ID + "9', path 'a'"),
            Map.entry("alert ck_alert_closed_at", "id '" + ID + "9', closed_at '2025-12-31'"),
            Map.entry("notification_channel ck_notification_channel_name", "id '" + ID + "9', name ''"),
            Map.entry("notification_channel ck_notification_channel_type", "id '" + ID + "9', type 'fax'"),
            Map.entry("notification_channel ck_notification_channel_target", "id '" + ID + "9', target null"),
            Map.entry("notification_channel ck_notification_channel_signing_key", "id '" + ID + "9', signing_key 'a'"),
            Map.entry("notification_channel ck_notification_channel_quiet", "id '" + ID + "9', quiet_from '22:00'"),
            Map.entry(
                    "notification_channel ck_notification_channel_digest_at",
                    "id '" + ID + "9', type 'webhook', digest_at '08:00'"),
            Map.entry(
                    "notification_channel ck_notification_channel_removed",
                    "id '" + ID + "9', target null, removed_at now"),
            Map.entry("notification_channel ck_notification_channel_failing", "id '" + ID + "9', failures 1"),
            Map.entry("notification uq_notification_channel_id_event_id", "id '" + ID + "9'"),
            Map.entry("notification fk_notification_channel_id", "id '" + ID + "9', channel_id '" + ID + "8'"),
            Map.entry("notification fk_notification_event_id", "id '" + ID + "9', event_id '" + ID + "8'"),
            Map.entry("notification ck_notification_state", "id '" + ID + "9', state 'lost', ended_at now"),
            Map.entry("notification ck_notification_attempts", "id '" + ID + "9', attempts -1"),
            Map.entry("notification ck_notification_ended_at", "id '" + ID + "9', ended_at now"),
            Map.entry("notification_attempt fk_notification_attempt_notification_id", "notification_id '" + ID + "8'"),
            Map.entry("notification_attempt ck_notification_attempt_number", "number 0"),
            Map.entry("notification_attempt ck_notification_attempt_failure", "number 2, failure ''"),
            Map.entry("policy ck_policy_attestation_keys", "id '" + ID + "9', version 2, attestation_keys '{}'"),
            Map.entry("gate_decision fk_gate_decision_request_id", "id '" + ID + "9', request_id '" + ID + "8'"),
            Map.entry("gate_decision fk_gate_decision_release_id", "id '" + ID + "9', release_id '" + ID + "8'"),
            Map.entry("gate_decision ck_gate_decision_decision", "id '" + ID + "9', decision 'perhaps'"),
            Map.entry("gate_decision ck_gate_decision_answer", "id '" + ID + "9', answer '[]'"),
            Map.entry("audit_link uq_audit_link_row_id_row_number_name", "position 2"),
            Map.entry("audit_link ck_audit_link_position", "position 0, row_number 1"),
            Map.entry("audit_link ck_audit_link_digest", "position 2, row_number 1, digest '\\x00'"),
            Map.entry("audit_link ck_audit_link_hash", "position 2, row_number 1, hash '\\x00'"),
            Map.entry("audit_key uq_audit_key_fingerprint", "id '" + ID + "9'"),
            Map.entry("audit_key ck_audit_key_fingerprint", "id '" + ID + "9', fingerprint 'a'"),
            Map.entry("audit_head fk_audit_head_position", "id '" + ID + "9', position 8"),
            Map.entry("audit_head fk_audit_head_fingerprint", "id '" + ID + "9', fingerprint '" + "b".repeat(64) + "'"),
            Map.entry("audit_head ck_audit_head_envelope", "id '" + ID + "9', envelope '[]'")));

    @Resource(lookup = "java:jboss/datasources/OwnerDS")
    DataSource database;

    @Deployment
    static WebArchive archive() {
        return InServer.archive(ConstraintIT.class);
    }

    @Test
    void refusesWhatBreaksIt() throws Exception {
        try (ScratchSchema schema = migrated()) {
            for (String table : TABLES) {
                assertRefuses(schema, insert(table, ""), "pk_" + table);
            }
            for (Map.Entry<String, String> breach : BREACHES.entrySet()) {
                String[] constraint = breach.getKey().split(" ", -1);
                assertRefuses(schema, insert(constraint[0], breach.getValue()), constraint[1]);
            }
        }
    }

    @Test
    void isTriedForEveryConstraintThereIs() throws Exception {
        Set<String> tried = new HashSet<>(BREACHES.keySet());
        // Not a rule of its own: it is there for a foreign key, and its first column is the primary key.
        tried.add("release uq_release_id_service_id");
        try (ScratchSchema schema = migrated()) {
            assertThat(schema.description().stream()
                            .filter(line -> line.startsWith("constraint "))
                            .map(line ->
                                    line.split(" ", -1)[1].replaceFirst(".*\\.", "") + " " + line.split(" ", -1)[2])
                            .filter(constraint -> !constraint.contains(" pk_")))
                    .containsExactlyInAnyOrderElementsOf(tried);
        }
    }

    @Test
    void refusesASecondOpenDriftOfTheSame() throws Exception {
        try (ScratchSchema schema = migrated()) {
            assertRefuses(schema, insert("drift", "id '" + ID + "9'"), "uq_drift_open");
            schema.execute("update drift set cleared_at = now(), clearance = 'removed'");
            schema.execute(insert("drift", "id '" + ID + "9'"));
        }
    }

    @Test
    void refusesToLoseWhatOthersReferTo() throws Exception {
        try (ScratchSchema schema = migrated()) {
            assertRefuses(schema, "delete from service where name = 'shop'", "fk_release_service_id");
            assertRefuses(schema, "delete from environment where name = 'here'", "fk_deployment_environment_id");
            assertRefuses(schema, "delete from release", "fk_deployment_release_id_service_id");
        }
    }

    private ScratchSchema migrated() throws SQLException {
        ScratchSchema schema = new ScratchSchema(database);
        schema.migrate();
        for (String table : TABLES) {
            schema.execute(insert(table, ""));
        }
        // A second deployment and a second environment, for what tells of two.
        schema.execute(insert("environment", "id '" + ID + "7', name 'there'"));
        schema.execute(insert("deployment", "id '" + ID + "7'"));
        return schema;
    }

    private static void assertRefuses(ScratchSchema schema, String sql, String constraint) {
        assertThatExceptionOfType(SQLException.class)
                .as(sql)
                .isThrownBy(() -> schema.execute(sql))
                .withMessageContaining("\"" + constraint + "\"")
                .satisfies(refusal -> assertThat(refusal.getSQLState()).startsWith("23"));
    }

    /** The valid row with some columns changed. */
    private static String insert(String table, String changes) {
        Map<String, String> row = new TreeMap<>();
        for (String columns : List.of(VALID.getOrDefault(table, ""), changes)) {
            for (String column : columns.isEmpty() ? new String[0] : columns.split(", ", -1)) {
                String[] pair = column.split(" ", 2);
                row.put(pair[0], pair[1].equals("now") ? "now()" : pair[1]);
            }
        }
        return "insert into %s (%s) values (%s)"
                .formatted(table, String.join(", ", row.keySet()), String.join(", ", row.values()));
    }
}
