create table deployment_request (
    id uuid,
    release_id uuid not null,
    environment_id uuid not null,
    channel text not null,
    actor text not null,
    is_rollback boolean not null,
    comment text,
    state text not null,
    reasons text not null,
    requested_at timestamptz not null,
    decided_at timestamptz,
    deployment_id uuid,
    constraint pk_deployment_request primary key (id),
    constraint fk_deployment_request_release_id foreign key (release_id) references release (id),
    constraint fk_deployment_request_environment_id foreign key (environment_id) references environment (id),
    constraint fk_deployment_request_deployment_id foreign key (deployment_id) references deployment (id),
    constraint ck_deployment_request_channel check (channel in ('pipeline', 'maven', 'console', 'cli', 'scanner')),
    constraint ck_deployment_request_actor check (actor <> ''),
    constraint ck_deployment_request_state check (state in ('waiting', 'allowed', 'refused', 'withdrawn', 'done')),
    constraint ck_deployment_request_reasons check (jsonb_typeof(reasons::jsonb) = 'array'),
    constraint ck_deployment_request_decided_at check ((state = 'waiting') = (decided_at is null)),
    constraint ck_deployment_request_deployment_id check ((state = 'done') = (deployment_id is not null))
);

-- One open request for a release and an environment.
create unique index uq_deployment_request_release_id_environment_id
    on deployment_request (release_id, environment_id)
    where state in ('waiting', 'allowed');

create index ix_deployment_request_requested_at_id on deployment_request (requested_at desc, id desc);

create index ix_deployment_request_environment_id_requested_at_id
    on deployment_request (environment_id, requested_at desc, id desc);

-- What is looked at again and again until it is decided.
create index ix_deployment_request_id on deployment_request (id) where state = 'waiting';
