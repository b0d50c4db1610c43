-- A wish that an environment's workers be brought in line, and what became of it.
create table sync (
    id uuid,
    environment_id uuid not null,
    actor text not null,
    state text not null,
    detail text,
    requested_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    constraint pk_sync primary key (id),
    constraint fk_sync_environment_id foreign key (environment_id) references environment (id),
    constraint ck_sync_actor check (actor <> ''),
    constraint ck_sync_state check (state in ('asked', 'running', 'done', 'failed')),
    constraint ck_sync_detail check (detail <> ''),
    constraint ck_sync_started_at check ((state = 'asked') = (started_at is null)),
    constraint ck_sync_finished_at check ((state in ('done', 'failed')) = (finished_at is not null))
);

-- One at a time in an environment; and what is looked at again and again until it is over.
create unique index uq_sync_environment_id on sync (environment_id) where state in ('asked', 'running');

create index ix_sync_requested_at_id on sync (requested_at desc, id desc);

create index ix_sync_environment_id_requested_at_id on sync (environment_id, requested_at desc, id desc);
