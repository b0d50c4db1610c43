-- What the agent carries out, and how far it is.
alter table deployment_request
    add column is_for_agent boolean not null default false,
    add column context_root text,
    add column probe_path text,
    add column probe_seconds integer,
    add column sync_id uuid,
    add column executor text,
    add column claimed_at timestamptz,
    drop constraint ck_deployment_request_state,
    add constraint ck_deployment_request_state
        check (state in ('waiting', 'allowed', 'running', 'refused', 'withdrawn', 'done')),
    add constraint fk_deployment_request_sync_id foreign key (sync_id) references sync (id),
    add constraint ck_deployment_request_context_root check (context_root <> ''),
    add constraint ck_deployment_request_probe_path check (probe_path <> ''),
    add constraint ck_deployment_request_probe_seconds check (probe_seconds between 1 and 600),
    add constraint ck_deployment_request_executor check (executor <> ''),
    add constraint ck_deployment_request_claimed_at
        check ((claimed_at is null) = (executor is null) and (state <> 'running' or claimed_at is not null));

-- One for a release and an environment that is not over.
drop index uq_deployment_request_release_id_environment_id;

create unique index uq_deployment_request_release_id_environment_id
    on deployment_request (release_id, environment_id)
    where state in ('waiting', 'allowed', 'running');

-- What the agent may begin, or has begun.
create index ix_deployment_request_environment_id_id
    on deployment_request (environment_id, id)
    where is_for_agent and state in ('allowed', 'running');

-- On whose behalf the agent changed what a worker shows.
create index ix_deployment_request_environment_id_claimed_at
    on deployment_request (environment_id, claimed_at desc)
    where claimed_at is not null;
