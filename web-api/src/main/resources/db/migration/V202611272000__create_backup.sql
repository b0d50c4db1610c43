-- What became of each backup of the line, as its owner tells it. That one was proven stays: alarms go by the newest proof.
create table backup (
    id uuid,
    taken_at timestamptz not null,
    snapshot text,
    bytes bigint not null,
    databases integer not null,
    proven_at timestamptz,
    proven_seconds bigint,
    error text,
    reported_at timestamptz not null,
    constraint pk_backup primary key (id),
    constraint uq_backup_taken_at unique (taken_at),
    constraint ck_backup_snapshot check (snapshot ~ '^[0-9a-f]{8,64}$'),
    constraint ck_backup_bytes check (bytes >= 0),
    constraint ck_backup_databases check (databases >= 0),
    constraint ck_backup_proven_at check (proven_at is null or snapshot is not null)
);
create index ix_backup_proven_at on backup (proven_at);
