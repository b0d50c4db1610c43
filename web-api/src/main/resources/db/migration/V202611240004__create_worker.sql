create table worker (
    name text,
    environment_id uuid not null,
    last_seen_at timestamptz not null,
    constraint pk_worker primary key (name),
    constraint fk_worker_environment_id foreign key (environment_id) references environment (id),
    constraint ck_worker_name check (name <> '')
);
