create index ix_release_version on release using gin (version public.gin_trgm_ops);

create index ix_release_commit_sha on release (commit_sha text_pattern_ops);

create index ix_release_artifact_digest_pattern on release (artifact_digest text_pattern_ops);
