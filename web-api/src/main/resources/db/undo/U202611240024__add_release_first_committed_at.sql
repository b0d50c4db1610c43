alter table release
    drop column first_committed_at;
