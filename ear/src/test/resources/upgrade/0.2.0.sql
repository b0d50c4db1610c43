-- What a database of 0.2.0 may have besides that of 0.1.0: of each column that is new there values, of each table that is new several rows.
insert into release (id, service_id, version, artifact_digest, recorded_at, recorded_by) values
    (md5('shop 3.0')::uuid, md5('shop')::uuid, '3.0', 'sha256:' || repeat('e', 64), '2026-12-01T12:00:00Z', 'pipeline-shop'),
    (md5('kiosk 2.0')::uuid, md5('kiosk')::uuid, '2.0', 'sha256:' || repeat('f', 64), '2026-12-01T13:00:00Z', 'alice');

insert into archive_claim (service_id, artifact_digest) values
    (md5('shop')::uuid, 'sha256:' || repeat('e', 64)),
    (md5('kiosk')::uuid, 'sha256:' || repeat('f', 64));

insert into deployment_request (id, release_id, service_id, environment_id, channel, actor, kind, is_for_agent, is_rollback, from_version,
    state, reasons, requested_at) values
    (md5('request back')::uuid, md5('shop 1.0')::uuid, md5('shop')::uuid, md5('staging')::uuid, 'cli', 'alice', 'deploy', true, true,
        '3.0', 'waiting', '[]', '2026-12-01T13:00:00Z'),
    (md5('request forward')::uuid, md5('kiosk 2.0')::uuid, md5('kiosk')::uuid, md5('staging')::uuid, 'page', 'bob', 'deploy', true,
        false, null, 'waiting', '[]', '2026-12-01T14:00:00Z');

insert into approval (id, release_id, environment_id, verdict, approver, decided_at, request_id) values
    (md5('approval of a configuration')::uuid, md5('shop 1.0')::uuid, md5('staging')::uuid, 'approved', 'carol', '2026-12-01T13:30:00Z',
        md5('request replacing')::uuid);

insert into worker_figures (worker, service, environment, at, is_answering, is_serving, restarts, first_restart_at, last_restart_at) values
    ('shop-production-1', 'shop', 'production', '2026-12-01T16:00:00Z', true, true, 2, '2026-12-01T14:00:00Z', '2026-12-01T15:00:00Z'),
    ('shop-production-2', 'shop', 'production', '2026-12-01T16:00:00Z', true, false, 0, null, null);

insert into notification_channel (id, name, type, target, zone, created_by, created_at, rests_until) values
    (md5('channel 3')::uuid, 'letters', 'mail', 'alice@example.org,bob@example.org', 'UTC', 'alice', '2026-12-01T10:00:00Z',
        '2026-12-01T17:00:00Z');

insert into notification (id, channel_id, event_id, state, is_together, due_at, expires_at, created_at, alert_id, remaining) values
    (md5('notification 3')::uuid, md5('channel 3')::uuid, md5('event 5')::uuid, 'waiting', false, '2026-12-01T17:00:00Z',
        '2026-12-04T12:00:00Z', '2026-12-01T16:00:00Z', md5('alert 1')::uuid, 'bob@example.org'),
    (md5('notification 4')::uuid, md5('channel 3')::uuid, md5('event 1')::uuid, 'waiting', false, '2026-12-01T17:00:00Z',
        '2026-12-04T12:00:00Z', '2026-12-01T16:00:00Z', null, null);
