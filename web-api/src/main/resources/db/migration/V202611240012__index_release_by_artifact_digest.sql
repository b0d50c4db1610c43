create index ix_release_artifact_digest_recorded_at_id on release (artifact_digest, recorded_at desc, id desc);
