-- The workers of a server group are to be restarted, one after the other: somebody asks for it, or they do not run what they are
-- configured with; and what became of it.
create table restart (
    id uuid,
    group_id uuid not null,
    service_id uuid not null,
    environment_id uuid not null,
    is_for_definition boolean not null,
    -- What its workers were configured with; nothing for what somebody asked for.
    wanted text,
    reason text,
    channel text not null,
    actor text not null,
    executor text,
    state text not null,
    detail text,
    steps text not null,
    requested_at timestamptz not null,
    started_at timestamptz,
    heard_at timestamptz,
    finished_at timestamptz,
    constraint pk_restart primary key (id),
    constraint fk_restart_group_id foreign key (group_id) references server_group (id),
    constraint fk_restart_service_id foreign key (service_id) references service (id),
    constraint fk_restart_environment_id foreign key (environment_id) references environment (id),
    constraint ck_restart_wanted check ((wanted is not null) = is_for_definition),
    constraint ck_restart_channel check (channel in ('pipeline', 'cli', 'page')),
    constraint ck_restart_actor check (actor <> ''),
    constraint ck_restart_state check (state in ('asked', 'running', 'done', 'failed')),
    constraint ck_restart_steps check (jsonb_typeof(steps::jsonb) = 'array'),
    constraint ck_restart_started_at check ((state = 'asked') = (started_at is null)),
    constraint ck_restart_finished_at check ((state in ('done', 'failed')) = (finished_at is not null))
);

-- One at a time of a group; and what is looked at again and again until it is over.
create unique index uq_restart_group_id on restart (group_id) where state in ('asked', 'running');

create index ix_restart_group_id_requested_at_id on restart (group_id, requested_at desc, id desc);

create index ix_restart_environment_id_open on restart (environment_id) where state in ('asked', 'running');

-- On whose behalf the agent changed what a worker shows.
create index ix_restart_environment_id_started_at on restart (environment_id, started_at desc) where executor is not null;
