-- What each service needs, version by version: what was applied, that it was removed, that its data were dropped. None is ever changed.
create table service_definition (
    id uuid,
    service_id uuid not null,
    version integer not null,
    operation text not null,
    yaml text,
    definition text,
    changes text[] not null,
    applied_by text not null,
    applied_at timestamptz not null,
    constraint pk_service_definition primary key (id),
    constraint fk_service_definition_service_id foreign key (service_id) references service (id),
    constraint uq_service_definition_service_id_version unique (service_id, version),
    constraint ck_service_definition_version check (version > 0),
    constraint ck_service_definition_operation check (operation in ('applied', 'removed', 'data-dropped')),
    constraint ck_service_definition_yaml check ((yaml is not null) = (operation = 'applied')),
    constraint ck_service_definition_definition
        check (
            (definition is not null) = (operation = 'applied')
            and (definition is null or jsonb_typeof(definition::jsonb) = 'object')
        ),
    constraint ck_service_definition_applied_by check (applied_by <> '')
);
