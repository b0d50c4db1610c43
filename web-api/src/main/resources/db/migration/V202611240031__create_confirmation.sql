-- GitLab's newest word on what it deployed; it waits here for the deployment to be recorded.
create table confirmation (
    id uuid,
    subject text not null,
    kind text not null,
    environment text not null,
    commit_sha text not null,
    url text,
    person text,
    status text not null,
    progress integer not null,
    at timestamptz not null,
    event_id uuid not null,
    deployment_id uuid,
    constraint pk_confirmation primary key (id),
    constraint uq_confirmation_subject unique (subject),
    -- A deployment is one of GitLab's, and one pipeline's.
    constraint uq_confirmation_deployment_id_kind unique (deployment_id, kind),
    constraint fk_confirmation_event_id foreign key (event_id) references event (id),
    constraint fk_confirmation_deployment_id foreign key (deployment_id) references deployment (id) on delete cascade,
    constraint ck_confirmation_kind check (kind in ('deployment', 'pipeline')),
    constraint ck_confirmation_commit_sha check (commit_sha ~ '^[0-9a-f]{7,64}$'),
    constraint ck_confirmation_url check (url ~ '^https?://')
);

create index ix_confirmation_environment on confirmation (environment) where deployment_id is null;
