drop index ix_deployment_archive;

drop index ix_deployment_unreleased;

drop index ix_release_artifact_digest_recorded_at_id;
