create index ix_release_artifact_digest_recorded_at_id on release (artifact_digest, recorded_at desc, id desc);

-- Deployments of an archive that no release accounts for: they are looked up when one is recorded.
create index ix_deployment_unreleased on deployment (artifact_digest) where release_id is null;

create index ix_deployment_archive on deployment (environment_id, archive, started_at desc, id desc) where archive is not null;
