insert into environment (id, name, title, rank, created_at)
select gen_random_uuid(), name, name, rank, '2024-01-01Z' from (values ('bench-dev', 1), ('bench-test', 2), ('bench-stage', 3), ('bench-prod', 4)) e (name, rank)
on conflict (name) do nothing;

insert into service (id, name, title, created_at)
select gen_random_uuid(), 'bench-' || i, 'Bench ' || i, '2024-01-01Z' from generate_series(1, 20) i
on conflict (name) do nothing;

insert into release (id, service_id, version, commit_sha, artifact_digest, recorded_at, built_at, merged_at, commit_count)
select gen_random_uuid(), s.id, '1.' || i || '.0', md5(i::text) || '00000000', 'sha256:' || md5(i::text) || md5('x' || i), t, t, t, 3
from (select i, timestamptz '2024-01-01Z' + i * interval '40 minutes' t from generate_series(1, 20000) i) g join service s on s.name = 'bench-' || (1 + i % 20)
where not exists (select from release r where r.service_id = s.id and r.version = '1.' || i || '.0');
