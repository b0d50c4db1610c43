-- A database of 0.1.0: of each table several rows, as different from each other as its constraints and that release let them be.
insert into service (id, name, title, created_at, gitlab_project, gitlab_issuer) values
    (md5('shop')::uuid, 'shop', 'Shop', '2026-11-20T10:00:00Z', 7, 'https://gitlab.example.org'),
    (md5('kiosk')::uuid, 'kiosk', 'Kiosk', '2026-11-20T11:00:00Z', null, null);

insert into environment (id, name, title, rank, created_at) values
    (md5('staging')::uuid, 'staging', 'Staging', 50, '2026-11-20T10:00:00Z');

insert into release (id, service_id, version, commit_sha, artifact_digest, source_url, built_at, merged_at, commit_count,
    first_committed_at, recorded_at) values
    (md5('shop 1.0')::uuid, md5('shop')::uuid, '1.0', 'abcdef0', 'sha256:' || repeat('a', 64), 'https://example.org/shop',
        '2026-11-20T12:00:00Z', '2026-11-20T11:55:00Z', 2, '2026-11-20T11:00:00Z', '2026-11-20T12:01:00Z'),
    (md5('shop 2.0')::uuid, md5('shop')::uuid, '2.0', null, 'sha256:' || repeat('b', 64), null, null, null, null, null,
        '2026-11-21T12:00:00Z'),
    (md5('kiosk 1.0')::uuid, md5('kiosk')::uuid, '1.0', null, 'sha256:' || repeat('c', 64), null, null, null, 0, null,
        '2026-11-21T13:00:00Z');

insert into release_commit (release_id, position, sha, title, author, author_email, committed_at) values
    (md5('shop 1.0')::uuid, 0, 'abcdef0', 'Sell bread', 'Alice', 'alice@example.org', '2026-11-20T11:30:00Z'),
    (md5('shop 1.0')::uuid, 1, 'abcdef1', 'Sell milk', null, null, '2026-11-20T11:00:00Z');

insert into deployment (id, release_id, service_id, environment_id, channel, actor, executor, started_at, finished_at, outcome, recorded_at,
    artifact_digest, archive, operation, workers, is_claimed, is_rollback, request_id, failed_service, failure, failure_log, is_in_group,
    kind, configuration_version, promoted_from)
select md5('deployment ' || d.name)::uuid, md5(d.release)::uuid, md5(d.service)::uuid, e.id, d.channel, 'alice', d.executor,
    d.at::timestamptz, d.at::timestamptz + interval '12 seconds', d.outcome, d.at::timestamptz + interval '20 seconds',
    'sha256:' || repeat(d.digit, 64), d.archive, d.operation, d.workers::text[], d.is_claimed, d.is_rollback, md5(d.request)::uuid,
    d.failed_service, d.failure, d.failure, d.is_in_group, d.kind, d.configuration_version, d.promoted_from
from (values
    ('1', 'shop 1.0', 'shop', 'staging', 'pipeline', null, '2026-11-20T13:00:00Z', 'succeeded', 'a', 'shop.war', 'deploy', '{worker-1,worker-2}',
        true, false, 'request done', null, null, true, 'deploy', 1, null),
    ('2', 'shop 2.0', 'shop', 'production', 'page', 'agent', '2026-11-21T13:00:00Z', 'failed', 'b', 'shop.war', 'replace', '{worker-1}',
        true, false, null, 'jboss.deployment', 'It does not start.', true, 'deploy', 2, 'staging'),
    ('3', 'shop 1.0', 'shop', 'production', 'cli', null, '2026-11-21T14:00:00Z', 'succeeded', 'a', null, 'deploy', '{}', true, true, null,
        null, null, false, 'configure', 0, null),
    ('4', null, 'kiosk', 'production', 'console', null, '2026-11-21T15:00:00Z', 'succeeded', 'd', 'kiosk.war', 'deploy', '{worker-2}', false,
        false, null, null, null, false, 'deploy', null, null)
) d (name, release, service, environment, channel, executor, at, outcome, digit, archive, operation, workers, is_claimed, is_rollback, request,
    failed_service, failure, is_in_group, kind, configuration_version, promoted_from)
    join environment e on e.name = d.environment;

insert into idempotency_key (caller, value, fingerprint, resource_id, created_at) values
    ('pipeline', 'a', 'f', md5('deployment 1')::uuid, '2026-11-20T13:00:20Z'),
    ('agent', 'a', 'g', md5('deployment 2')::uuid, '2026-11-21T13:00:20Z');

insert into handbook_user (name, password_hash, created_at) values
    ('reader', 'x', '2026-11-20T10:00:00Z'),
    ('writer', 'y', '2026-11-20T10:00:00Z');

insert into event (id, source, source_id, kind, payload, occurred_at, received_at, deployment_id) values
    (md5('event 1')::uuid, 'api', 'a', 'deployment.recorded', '{"version": "1.0"}', '2026-11-20T13:00:12Z', '2026-11-20T13:00:20Z',
        md5('deployment 1')::uuid),
    (md5('event 2')::uuid, 'gitlab', 'b', 'deployment', '{}', '2026-11-20T13:00:12Z', '2026-11-20T13:00:20Z', null),
    (md5('event 3')::uuid, 'watcher', 'c', 'certificate.issued', '{}', '2026-11-20T10:00:00Z', '2026-11-20T10:00:20Z', null),
    (md5('event 4')::uuid, 'watcher', 'd', 'certificate.failed', '{}', '2026-11-20T11:00:00Z', '2026-11-20T11:00:20Z', null),
    (md5('event 5')::uuid, 'ledger', 'e', 'alert.opened', '{"kind": "disk"}', '2026-11-20T11:00:00Z', '2026-11-20T11:00:20Z', null),
    (md5('event 6')::uuid, 'audit-log', 'f', 'deploy', '{}', '2026-11-21T15:00:00Z', '2026-11-21T15:00:20Z', md5('deployment 4')::uuid);

insert into worker (name, environment_id, last_seen_at, service_id)
select 'worker-1', id, '2026-11-21T16:00:00Z'::timestamptz, null from environment where name = 'production'
union all
select 'shop-staging-1', id, '2026-11-21T16:00:00Z', md5('shop')::uuid from environment where name = 'staging';

insert into worker_archive (worker, archive, service_id, artifact_digest, is_enabled) values
    ('worker-1', 'kiosk.war', md5('kiosk')::uuid, 'sha256:' || repeat('d', 64), true),
    ('shop-staging-1', 'shop.war', md5('shop')::uuid, null, false);

insert into log_position (worker, inode, line_start, line_end, line_digest, record_at, read_at) values
    ('worker-1', 1, 10, 20, 'a', '2026-11-21T15:00:00Z', '2026-11-21T16:00:00Z'),
    ('shop-staging-1', 2, 0, 0, '', null, '2026-11-21T16:00:00Z');

insert into log_gap (id, worker, from_at, until_at, detail, detected_at) values
    (md5('gap 1')::uuid, 'worker-1', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z', 'A file is gone.', '2026-11-20T11:00:00Z'),
    (md5('gap 2')::uuid, 'worker-2', null, '2026-11-20T11:00:00Z', 'It begins in the middle.', '2026-11-20T11:00:00Z');

insert into drift (id, service_id, environment_id, worker, archive, kind, artifact_digest, expected_digest, detected_at, cleared_at,
    cleared_by, clearance, note) values
    (md5('drift 1')::uuid, md5('shop')::uuid, md5('staging')::uuid, 'shop-staging-1', 'shop.war', 'altered-content',
        'sha256:' || repeat('e', 64), 'sha256:' || repeat('a', 64), '2026-11-21T16:00:00Z', null, null, null, null),
    (md5('drift 2')::uuid, md5('shop')::uuid, md5('staging')::uuid, 'shop-staging-1', 'shop.war', 'break-glass', null, null,
        '2026-11-20T16:00:00Z', '2026-11-20T17:00:00Z', 'alice', 'explained', 'It was me.'),
    (md5('drift 3')::uuid, md5('shop')::uuid, md5('staging')::uuid, 'shop-staging-1', 'shop.war', 'altered-configuration', null, null,
        '2026-11-20T16:00:00Z', '2026-11-20T17:00:00Z', null, 'restarted', null);

insert into intervention (deployment_id, is_needed, note, marked_by, marked_at) values
    (md5('deployment 1')::uuid, false, null, 'alice', '2026-11-20T14:00:00Z'),
    (md5('deployment 2')::uuid, true, 'By hand.', 'bob', '2026-11-21T14:00:00Z');

insert into repair (deployment_id, repaired_id, is_automatic, linked_by, linked_at) values
    (md5('deployment 3')::uuid, md5('deployment 2')::uuid, true, 'ledger', '2026-11-21T14:01:00Z'),
    (md5('deployment 4')::uuid, null, false, 'bob', '2026-11-21T15:01:00Z');

insert into confirmation (id, subject, kind, environment, commit_sha, url, person, status, progress, at, event_id, deployment_id) values
    (md5('confirmation 1')::uuid, 'a', 'deployment', 'staging', 'abcdef0', 'https://gitlab.example.org/1', 'alice', 'success', 3,
        '2026-11-20T13:00:12Z', md5('event 2')::uuid, md5('deployment 1')::uuid),
    (md5('confirmation 2')::uuid, 'b', 'pipeline', 'staging', 'abcdef0', null, null, 'running', 1, '2026-11-20T13:00:12Z',
        md5('event 2')::uuid, null);

insert into person_change (id, person_id, person, operation, roles, changed_by, changed_at) values
    (md5('change 1')::uuid, md5('bob')::uuid, 'bob', 'invited', '{viewer,deployer}', 'alice', '2026-11-20T10:00:00Z'),
    (md5('change 2')::uuid, md5('bob')::uuid, 'bob', 'disabled', '{}', 'alice', '2026-11-21T10:00:00Z');

insert into evidence (id, release_id, kind, format, name, size, digest, verdict, tests, passed, failed, errored, skipped, duration_millis,
    components, licenses, spec_version, predicate_type, subjects, is_signed, recorded_by, recorded_at) values
    (md5('evidence 1')::uuid, md5('shop 1.0')::uuid, 'tests', 'junit-xml', 'TEST-a.xml', 2, 'sha256:' || repeat('1', 64), 'failed',
        4, 1, 1, 1, 1, 100, null, null, null, null, null, null, 'pipeline', '2026-11-20T12:02:00Z'),
    (md5('evidence 2')::uuid, md5('shop 1.0')::uuid, 'sbom', 'cyclonedx-json', 'bom.json', 1, 'sha256:' || repeat('2', 64), 'none',
        null, null, null, null, null, null, 12, 3, '1.6', null, null, null, 'pipeline', '2026-11-20T12:03:00Z'),
    (md5('evidence 3')::uuid, md5('shop 2.0')::uuid, 'rehearsal', 'in-toto', 'rollback-rehearsal-staging', 1, 'sha256:' || repeat('3', 64),
        'passed', 1, 1, 0, 0, 0, null, null, null, null, 'https://in-toto.io/attestation/test-result/v0.1', 1, false, 'agent',
        '2026-11-21T12:03:00Z');

insert into evidence_part (evidence_id, position, content) values
    (md5('evidence 1')::uuid, 0, '\x00'),
    (md5('evidence 1')::uuid, 1, '\xff'),
    (md5('evidence 2')::uuid, 0, '\x7b');

insert into evidence_failure (evidence_id, position, suite, name, kind, message, detail, duration_millis) values
    (md5('evidence 1')::uuid, 0, 'a', 'x', 'failure', 'no', 'why', 10),
    (md5('evidence 1')::uuid, 1, 'a', 'y', 'error', null, null, null);

insert into policy (id, environment_id, version, required_evidence, approvals, approvals_hold, is_four_eyes, freezes, windows, promotes_from,
    soak, is_promoted_automatically, is_configuration_gated, is_rollback_rehearsed, attestation_keys, changed_by, changed_at)
select md5('policy ' || version)::uuid, e.id, p.version, p.evidence::text[], p.approvals, p.hold, p.flag, p.freezes, p.windows, p.before,
    p.soak, p.flag, p.flag, p.flag, p.keys, 'alice', '2026-11-20T10:00:00Z'::timestamptz + p.version * interval '1 hour'
from (values
    (1, '{}', 0, null, false, '[]', '[]', null, null, '[]'),
    (2, '{tests,sbom,attestation}', 2, 'P1DT12H', true, '[{"name": "Always", "zone": "UTC"}]', '[{"days": ["monday"]}]', 'staging', 'PT1H',
        '[{"name": "the build", "publicKey": "a"}]')
) p (version, evidence, approvals, hold, flag, freezes, windows, before, soak, keys)
    join environment e on e.name = 'production';

insert into approval (id, release_id, environment_id, verdict, comment, approver, decided_at)
select md5('approval ' || a.verdict)::uuid, md5('shop 2.0')::uuid, e.id, a.verdict, a.comment, a.approver, '2026-11-21T12:30:00Z'
from (values ('approved', null, 'alice'), ('refused', 'Not on a Friday.', 'bob')) a (verdict, comment, approver)
    join environment e on e.name = 'production';

insert into service_definition (id, service_id, version, operation, yaml, definition, changes, is_default, applied_by, applied_at) values
    (md5('definition 1')::uuid, md5('shop')::uuid, 1, 'applied', 'service: shop', '{"service": "shop"}', '{}', true, 'alice',
        '2026-11-20T10:00:00Z'),
    (md5('definition 2')::uuid, md5('shop')::uuid, 2, 'removed', null, null, '{It is gone.}', false, 'alice', '2026-11-21T10:00:00Z'),
    (md5('definition 3')::uuid, md5('kiosk')::uuid, 1, 'applied', 'service: kiosk', '{}', '{}', false, 'bob', '2026-11-21T10:00:00Z');

insert into server_group (id, service_id, environment_id, name, host, definition_id, wanted_version, made_version, state, detail, workers,
    is_removed, is_data_dropped, reported_at, changed_at, configuration_version) values
    (md5('group 1')::uuid, md5('shop')::uuid, md5('staging')::uuid, 'shop-staging', 'shop-staging', md5('definition 2')::uuid, 2, 1, 'removing',
        'It waits.', '[{"name": "shop-staging-1"}]', true, true, '2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z', 2),
    (md5('group 2')::uuid, md5('kiosk')::uuid, md5('staging')::uuid, 'kiosk-staging', 'kiosk-staging', md5('definition 3')::uuid, 1, null,
        'waiting', null, '[]', false, false, null, '2026-11-21T10:00:00Z', 0);

insert into group_reader (id, worker, until_at) values (1, 'worker-1', '2026-11-21T16:00:00Z');

insert into service_configuration (id, service_id, environment_id, version, entries, changes, reason, changed_by, changed_at) values
    (md5('configuration 1')::uuid, md5('shop')::uuid, md5('staging')::uuid, 1, '[{"name": "TZ", "value": "UTC"}]', '{TZ}', null, 'alice',
        '2026-11-20T10:00:00Z'),
    (md5('configuration 2')::uuid, md5('shop')::uuid, md5('staging')::uuid, 2, '[]', '{TZ}', 'It is the default.', 'bob',
        '2026-11-21T10:00:00Z');

insert into configuration_key (kid, jwk, reported_by, reported_at) values
    ('a', '{"kty": "EC"}', 'agent', '2026-11-20T10:00:00Z'),
    ('b', '{}', 'agent', '2026-11-21T10:00:00Z');

-- The last sync, and the last restart, was given up because its agent was silent.
insert into sync (id, environment_id, actor, state, detail, requested_at, started_at, finished_at, service_id, is_back, channel, executor)
values
    (md5('sync 1')::uuid, md5('staging')::uuid, 'alice', 'asked', null, '2026-11-21T10:00:00Z', null, null, null, false, 'cli', null),
    (md5('sync 2')::uuid, md5('staging')::uuid, 'bob', 'failed', 'It does not start.', '2026-11-20T10:00:00Z', '2026-11-20T10:00:01Z',
        '2026-11-20T10:01:00Z', md5('shop')::uuid, true, 'page', 'agent'),
    (md5('sync 3')::uuid, md5('staging')::uuid, 'carol', 'failed', 'Nothing was heard for 15 minutes of the agent that ran it.',
        '2026-11-19T10:00:00Z', '2026-11-19T10:00:01Z', '2026-11-19T10:16:00Z', null, false, 'pipeline', 'agent');

insert into restart (id, group_id, service_id, environment_id, is_for_definition, wanted, reason, channel, actor, executor, state, detail, steps,
    requested_at, started_at, heard_at, finished_at) values
    (md5('restart 1')::uuid, md5('group 1')::uuid, md5('shop')::uuid, md5('staging')::uuid, true, 'a', null, 'cli', 'alice', null, 'asked', null,
        '[]', '2026-11-21T10:00:00Z', null, null, null),
    (md5('restart 2')::uuid, md5('group 1')::uuid, md5('shop')::uuid, md5('staging')::uuid, false, null, 'It leaks.', 'page', 'bob', 'agent',
        'done', null, '[{"worker": "shop-staging-1"}]', '2026-11-20T10:00:00Z', '2026-11-20T10:00:01Z', '2026-11-20T10:00:02Z',
        '2026-11-20T10:01:00Z'),
    (md5('restart 3')::uuid, md5('group 1')::uuid, md5('shop')::uuid, md5('staging')::uuid, false, null, null, 'page', 'carol', 'agent', 'failed',
        'Whoever ran it did not say within 15 minutes how it ended.', '[]', '2026-11-19T10:00:00Z', '2026-11-19T10:00:01Z', null,
        '2026-11-19T10:16:00Z');

-- The last one took the one before it over, at the very time at which that was withdrawn.
insert into deployment_request (id, release_id, environment_id, channel, actor, is_rollback, comment, state, reasons, requested_at, decided_at,
    deployment_id, triggered_by, triggered_by_email, triggered_by_key, is_for_agent, context_root, probe_path, probe_seconds, sync_id, executor,
    claimed_at, kind, configuration_version, configuration_before, keeps_configuration, promoted_from) values
    (md5('request done')::uuid, md5('shop 1.0')::uuid, md5('staging')::uuid, 'pipeline', 'pipeline', false, 'At last.', 'done', '[]',
        '2026-11-20T12:50:00Z', '2026-11-20T12:50:00Z', md5('deployment 1')::uuid, 'alice', 'alice@example.org', 'gitlab 7', true, '/', '/health',
        30, md5('sync 2')::uuid, 'agent', '2026-11-20T12:51:00Z', 'deploy', 1, 0, true, 'production'),
    (md5('request waiting')::uuid, md5('shop 2.0')::uuid, md5('staging')::uuid, 'page', 'bob', true, null, 'waiting',
        '[{"code": "approval-missing", "detail": "0 of 1"}]', '2026-11-21T12:50:00Z', null, null, null, null, null, false, null, null, null, null,
        null, null, 'deploy', null, null, false, null),
    (md5('request refused')::uuid, md5('kiosk 1.0')::uuid, md5('staging')::uuid, 'cli', 'carol', false, null, 'refused', '[]',
        '2026-11-21T12:50:00Z', '2026-11-21T12:50:00Z', null, null, null, null, false, null, null, null, null, null, null, 'deploy', null, null,
        false, null),
    (md5('request replaced')::uuid, md5('shop 1.0')::uuid, md5('staging')::uuid, 'page', 'alice', false, null, 'withdrawn', '[]',
        '2026-11-21T12:00:00Z', '2026-11-21T13:00:00Z', null, null, null, null, true, null, null, null, null, null, null, 'configure', 1, 0,
        false, null),
    (md5('request replacing')::uuid, md5('shop 1.0')::uuid, md5('staging')::uuid, 'page', 'bob', false, null, 'waiting', '[]',
        '2026-11-21T13:00:00Z', null, null, null, null, null, true, null, null, null, null, null, null, 'configure', 2, 0, false, null);

insert into deployment_request_step (request_id, number, at, kind, worker, text) values
    (md5('request done')::uuid, 1, '2026-11-20T12:51:00Z', 'started', null, 'It begins.'),
    (md5('request done')::uuid, 2, '2026-11-20T12:52:00Z', 'warning', 'shop-staging-1', 'It is slow.');

insert into gate_decision (id, request_id, release_id, decision, answer, decided_at) values
    (md5('decision 1')::uuid, md5('request done')::uuid, md5('shop 1.0')::uuid, 'allow', '{"decision": "allow"}', '2026-11-20T12:50:00Z'),
    (md5('decision 2')::uuid, md5('request refused')::uuid, md5('kiosk 1.0')::uuid, 'deny', '{}', '2026-11-21T12:50:00Z');

insert into deployment_lock (environment_id, id, holder, reason, taken_at, expires_at)
select id, md5('lock of ' || name)::uuid, 'alice', 'Puts shop 2.0 there', '2026-11-21T12:00:00Z', '2026-11-21T13:00:00Z' from environment;

insert into agent (name, last_seen_at) values ('agent', '2026-11-21T16:00:00Z'), ('agent-2', '2026-11-20T16:00:00Z');

insert into job_token (issuer, id, expires_at) values
    ('https://gitlab.example.org', 'a', '2026-11-21T16:00:00Z'),
    ('https://gitlab.example.org', 'b', '2026-11-21T17:00:00Z');

insert into worker_figures (worker, service, environment, at, is_answering, started_at, heap_used, heap_max, metaspace, threads, pool_active,
    pool_available, pool_max_used, requests, errors, processing_nanos, requests_per_minute, errors_per_minute, start, wanted_start, altered)
values
    ('shop-staging-1', 'shop', 'staging', '2026-11-21T16:00:00Z', true, '2026-11-21T10:00:00Z', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1.5, 0.25, 'a', 'b',
        '{standalone.xml=sha256:a}'),
    ('kiosk-staging-1', 'kiosk', 'staging', '2026-11-21T16:00:00Z', false, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, '{}');

insert into thread_dump (id, worker, service, environment, actor, asked_at, claimed_at, answered_at, text, failure) values
    (md5('dump 1')::uuid, 'shop-staging-1', 'shop', 'staging', 'alice', '2026-11-21T16:00:00Z', null, null, null, null),
    (md5('dump 2')::uuid, 'shop-staging-1', 'shop', 'staging', 'alice', '2026-11-21T15:00:00Z', '2026-11-21T15:00:01Z', '2026-11-21T15:00:02Z',
        'main', null);

insert into certificate (name, source, issuer, not_before, not_after, served_serial, newest_serial, next_renewal_at, last_error, state, since,
    looked_at) values
    ('shop.example.org', 'acme', 'CN=A', '2026-11-20T10:00:00Z', '2027-02-20T10:00:00Z', 'a', 'b', '2027-01-20T10:00:00Z', 'It is asleep.',
        'failed', '2026-11-20T10:00:00Z', '2026-11-21T16:00:00Z'),
    ('kiosk.example.org', 'own', null, null, null, null, null, null, null, 'waiting', '2026-11-20T10:00:00Z', '2026-11-21T16:00:00Z');

insert into certificate_event (id, name, type, source, issuer, serial, not_after, detail, occurred_at) values
    (md5('event 3')::uuid, 'shop.example.org', 'issued', 'acme', 'CN=A', 'a', '2027-02-20T10:00:00Z', null, '2026-11-20T10:00:00Z'),
    (md5('event 4')::uuid, 'shop.example.org', 'failed', 'acme', null, null, null, 'It is asleep.', '2026-11-20T11:00:00Z');

insert into backup (id, taken_at, snapshot, bytes, databases, proven_at, proven_seconds, error, reported_at) values
    (md5('backup 1')::uuid, '2026-11-20T02:30:00Z', '43b55275', 1000, 3, '2026-11-20T02:32:00Z', 41, null, '2026-11-20T02:33:00Z'),
    (md5('backup 2')::uuid, '2026-11-21T02:30:00Z', null, 0, 0, null, null, 'The disk is on fire.', '2026-11-21T02:31:00Z');

insert into alert (id, kind, subject, service, environment, title, detail, path, opened_at, closed_at) values
    (md5('alert 1')::uuid, 'disk', 'state', null, null, 'The disk is filling up', '', '/notifications/', '2026-11-20T11:00:00Z', null),
    (md5('alert 2')::uuid, 'drift', 'a', 'shop', 'staging', 'It differs', 'Much.', '/drift/', '2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z');

insert into notification_channel (id, name, type, target, signing_key, kinds, services, zone, quiet_from, quiet_until, digest_at, created_by,
    created_at, removed_by, removed_at, failures, failing_since, failure, sent_at, sent_count, failed_count, given_up_count) values
    (md5('channel 1')::uuid, 'hook', 'webhook', 'https://hooks.example.org', 'whsec_a', '{disk,drift}', '{shop}', 'Europe/Berlin', '22:00', '06:00',
        null, 'alice', '2026-11-20T10:00:00Z', null, null, 2, '2026-11-21T10:00:00Z', 'It answers 503.', '2026-11-20T12:00:00Z', 3, 4, 1),
    (md5('channel 2')::uuid, 'mail', 'mail', null, null, '{}', '{}', 'UTC', null, null, '08:00', 'alice', '2026-11-20T10:00:00Z', 'bob',
        '2026-11-21T10:00:00Z', 0, null, null, null, 0, 0, 0);

insert into notification (id, channel_id, event_id, state, is_together, due_at, expires_at, attempts, created_at, ended_at) values
    (md5('notification 1')::uuid, md5('channel 1')::uuid, md5('event 5')::uuid, 'waiting', false, '2026-11-21T12:00:00Z', '2026-11-24T12:00:00Z', 2,
        '2026-11-20T11:00:00Z', null),
    (md5('notification 2')::uuid, md5('channel 2')::uuid, md5('event 5')::uuid, 'dropped', true, '2026-11-21T08:00:00Z', '2026-11-24T12:00:00Z', 0,
        '2026-11-20T11:00:00Z', '2026-11-21T10:00:00Z');

insert into notification_attempt (notification_id, number, at, failure) values
    (md5('notification 1')::uuid, 1, '2026-11-20T11:00:01Z', 'It answers 503.'),
    (md5('notification 1')::uuid, 2, '2026-11-20T12:00:01Z', null);

insert into audit_link (position, name, row_id, row_number, format, at, digest, hash, sealed_at) values
    (1, 'event', md5('event 1')::uuid, 0, 1, '2026-11-20T13:00:20Z', sha256('a'), sha256('b'), '2026-11-20T13:00:21Z'),
    (2, 'release_commit', md5('shop 1.0')::uuid, 1, 1, '2026-11-20T12:01:00Z', sha256('c'), sha256('d'), '2026-11-20T13:00:21Z');

insert into audit_key (id, fingerprint, public_key, introduced_at) values
    (md5('key 1')::uuid, repeat('a', 64), 'a', '2026-11-20T10:00:00Z'),
    (md5('key 2')::uuid, repeat('b', 64), 'b', '2026-11-21T10:00:00Z');

insert into audit_head (id, position, fingerprint, envelope, signed_at) values
    (md5('head 1')::uuid, 1, repeat('a', 64), '{}', '2026-11-20T13:01:00Z'),
    (md5('head 2')::uuid, 2, repeat('b', 64), '{"payload": "a"}', '2026-11-21T13:01:00Z');
