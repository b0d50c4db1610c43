-- One deployment at a time in an environment: who has the row may deploy. What has expired is taken over in place.
create table deployment_lock (
    environment_id uuid,
    id uuid not null,
    holder text not null,
    reason text not null,
    taken_at timestamptz not null,
    expires_at timestamptz not null,
    constraint pk_deployment_lock primary key (environment_id),
    constraint uq_deployment_lock_id unique (id),
    constraint fk_deployment_lock_environment_id foreign key (environment_id) references environment (id),
    constraint ck_deployment_lock_holder check (holder <> ''),
    constraint ck_deployment_lock_reason check (reason <> ''),
    constraint ck_deployment_lock_expires_at check (expires_at > taken_at)
);
