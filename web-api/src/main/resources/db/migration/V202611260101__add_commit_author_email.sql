-- By its address the ledger knows who wrote a commit, and must not be the one who approves it.
alter table release_commit
    add column author_email text,
    add constraint ck_release_commit_author_email check (author_email ~ '^[^\s@]+@[^\s@]+$');
