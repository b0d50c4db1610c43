-- What the ledger runs for a record.
\set ago random(60, 72000)
select cast(release_id as text), commit_sha, artifact_digest, configuration_version
from claim_deployment(cast(gen_random_uuid() as uuid), :service, :version, 'bench-dev', 'pipeline', 'service-account-pipeline',
    now() - :ago * interval '1 second', now() - :ago * interval '1 second' + interval '20 seconds', 'succeeded', null, now(),
    now() - :ago * interval '1 second' - interval '6 hours', now() - :ago * interval '1 second', true, gen_random_uuid(),
    '{"service":"bench-1","version":"1.1.0","environment":"bench-dev","channel":"pipeline","outcome":"succeeded"}', null, null, null);
