-- The earliest of the release's commits, so that lead times are read without them.
alter table release
    add column first_committed_at timestamptz;

update release r
set first_committed_at = (select min(c.committed_at) from release_commit c where c.release_id = r.id)
where r.commit_count > 0;
