create table release (
    id uuid,
    service_id uuid not null,
    version text not null,
    commit_sha text,
    artifact_digest text not null,
    source_url text,
    built_at timestamptz,
    recorded_at timestamptz not null,
    constraint pk_release primary key (id),
    constraint uq_release_service_id_version unique (service_id, version),
    -- For the foreign key of deployment, which carries the service along.
    constraint uq_release_id_service_id unique (id, service_id),
    constraint fk_release_service_id foreign key (service_id) references service (id),
    constraint ck_release_version check (version ~ '^[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}$'),
    constraint ck_release_commit_sha check (commit_sha ~ '^[0-9a-f]{7,64}$'),
    constraint ck_release_artifact_digest check (artifact_digest ~ '^sha256:[0-9a-f]{64}$'),
    constraint ck_release_source_url check (source_url ~ '^https?://' and char_length(source_url) <= 2010)
);

create index ix_release_recorded_at_id on release (recorded_at desc, id desc);

create index ix_release_service_id_recorded_at_id on release (service_id, recorded_at desc, id desc);
