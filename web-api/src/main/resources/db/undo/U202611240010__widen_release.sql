alter table release
    drop column merged_at,
    drop column commit_count;
