insert into deployment (id, release_id, service_id, environment_id, channel, actor, started_at, finished_at, outcome, recorded_at, artifact_digest, archive, operation, workers, is_rollback)
select (lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5('bench' || i), 1, 15))::uuid,
    r.id, r.service_id, e.id, (array['pipeline', 'maven', 'console', 'cli'])[1 + i % 4], 'person-' || (i % 60), t, t + interval '20 seconds',
    case when i % 12 = 0 then 'failed' else 'succeeded' end, t + interval '21 seconds', r.artifact_digest, 'bench.war', 'deploy', '{worker-1,worker-2}', false
from (select i, timestamptz '2024-01-01Z' + i * interval '1 minute' t, 1 + (i * 7919::bigint) % 20000 n from generate_series(?, ?) i) g
join service s on s.name = 'bench-' || (1 + n % 20) join release r on r.service_id = s.id and r.version = '1.' || n || '.0'
join environment e on e.name = (array['bench-dev', 'bench-test', 'bench-stage', 'bench-prod'])[1 + i % 4];
