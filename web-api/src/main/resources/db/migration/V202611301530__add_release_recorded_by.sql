-- Who says what is in it, and so where the commits of the next one begin. Of releases from before, nobody knows.
alter table release
    add column recorded_by text,
    add constraint ck_release_recorded_by check (recorded_by <> '');
