create table release_commit (
    release_id uuid,
    position integer,
    sha text not null,
    title text not null,
    author text,
    committed_at timestamptz not null,
    constraint pk_release_commit primary key (release_id, position),
    constraint fk_release_commit_release_id foreign key (release_id) references release (id),
    constraint ck_release_commit_sha check (sha ~ '^[0-9a-f]{7,64}$')
);
