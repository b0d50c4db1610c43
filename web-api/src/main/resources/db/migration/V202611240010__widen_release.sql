-- What is in a release. No count where nobody recorded its commits, which is not the same as none.
alter table release
    add column merged_at timestamptz,
    add column commit_count integer,
    add constraint ck_release_commit_count check (commit_count between 0 and 500);
