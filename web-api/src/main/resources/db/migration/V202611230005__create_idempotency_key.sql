create table idempotency_key (
    caller text,
    value text,
    fingerprint text not null,
    resource_id uuid not null,
    created_at timestamptz not null,
    constraint pk_idempotency_key primary key (caller, value)
);

create index ix_idempotency_key_created_at on idempotency_key (created_at);
