-- The workers that run one service in one environment: what is wanted of them, and what the agent last reported.
create table server_group (
    id uuid,
    service_id uuid not null,
    environment_id uuid not null,
    name text not null,
    host text not null,
    -- The version that described it last; one that is removed is not in the newest.
    definition_id uuid not null,
    wanted_version integer not null,
    made_version integer,
    state text not null,
    detail text,
    workers text not null,
    is_removed boolean not null,
    is_data_dropped boolean not null,
    reported_at timestamptz,
    changed_at timestamptz not null,
    constraint pk_server_group primary key (id),
    constraint fk_server_group_service_id foreign key (service_id) references service (id),
    constraint fk_server_group_environment_id foreign key (environment_id) references environment (id),
    constraint fk_server_group_definition_id foreign key (definition_id) references service_definition (id),
    constraint uq_server_group_service_id_environment_id unique (service_id, environment_id),
    constraint ck_server_group_name check (name ~ '^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$'),
    constraint ck_server_group_host check (host ~ '^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$'),
    constraint ck_server_group_wanted_version check (wanted_version > 0),
    constraint ck_server_group_made_version check (made_version between 1 and wanted_version),
    constraint ck_server_group_state
        check (state in ('waiting', 'making', 'ready', 'failed', 'removing', 'removed')),
    constraint ck_server_group_detail check (detail <> ''),
    constraint ck_server_group_workers check (jsonb_typeof(workers::jsonb) = 'array'),
    constraint ck_server_group_is_data_dropped check (is_removed or not is_data_dropped)
);

-- A name is free again when nothing of its group is left.
create unique index uq_server_group_name on server_group (name) where not is_data_dropped;

create unique index uq_server_group_host on server_group (host) where not is_data_dropped;
