-- What the ledger was told, as it came in. Rows are added and never changed, but for the deployment that they turn out to be of.
create table event (
    id uuid,
    source text not null,
    source_id text not null,
    kind text not null,
    payload jsonb not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    deployment_id uuid,
    constraint pk_event primary key (id),
    -- What is told twice is known already.
    constraint uq_event_source_source_id unique (source, source_id),
    constraint fk_event_deployment_id foreign key (deployment_id) references deployment (id),
    constraint ck_event_source check (source in ('api', 'audit-log', 'gitlab')),
    constraint ck_event_kind check (kind <> '')
);

create index ix_event_deployment_id on event (deployment_id);
