drop index ix_release_version;

drop index ix_release_commit_sha;

drop index ix_release_artifact_digest_pattern;
