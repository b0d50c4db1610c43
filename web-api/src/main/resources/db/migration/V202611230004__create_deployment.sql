create table deployment (
    id uuid,
    release_id uuid not null,
    service_id uuid not null,
    environment_id uuid not null,
    channel text not null,
    actor text not null,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    outcome text not null,
    recorded_at timestamptz not null,
    constraint pk_deployment primary key (id),
    -- The service is the release's; this keeps the copy of it true.
    constraint fk_deployment_release_id_service_id foreign key (release_id, service_id) references release (id, service_id),
    constraint fk_deployment_environment_id foreign key (environment_id) references environment (id),
    constraint ck_deployment_channel check (channel in ('pipeline', 'maven', 'console', 'cli', 'scanner')),
    constraint ck_deployment_outcome check (outcome in ('succeeded', 'failed')),
    constraint ck_deployment_actor check (actor <> ''),
    constraint ck_deployment_finished_at check (finished_at >= started_at)
);

create index ix_deployment_started_at_id on deployment (started_at desc, id desc);

create index ix_deployment_service_id_started_at_id on deployment (service_id, started_at desc, id desc);

create index ix_deployment_environment_id_started_at_id on deployment (environment_id, started_at desc, id desc);

-- What is live: the first entry for a service in an environment.
create index ix_deployment_service_id_environment_id_started_at_id
    on deployment (service_id, environment_id, started_at desc, id desc)
    where outcome = 'succeeded';
