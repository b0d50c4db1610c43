-- The configuration of a service in an environment: each version is a whole, and stays as it was written. Of a secret it has only what
-- was sealed for the line.
create table service_configuration (
    id uuid,
    service_id uuid not null,
    environment_id uuid not null,
    version integer not null,
    entries text not null,
    changes text[] not null,
    reason text,
    changed_by text not null,
    changed_at timestamptz not null,
    constraint pk_service_configuration primary key (id),
    constraint fk_service_configuration_service_id foreign key (service_id) references service (id),
    constraint fk_service_configuration_environment_id foreign key (environment_id) references environment (id),
    constraint uq_service_configuration_service_id_environment_id_version unique (service_id, environment_id, version),
    constraint ck_service_configuration_version check (version > 0),
    constraint ck_service_configuration_entries check (jsonb_typeof(entries::jsonb) = 'array'),
    constraint ck_service_configuration_reason check (reason <> ''),
    constraint ck_service_configuration_changed_by check (changed_by <> '')
);
