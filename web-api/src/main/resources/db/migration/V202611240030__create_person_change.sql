-- What was done to people's accounts through the ledger. Keycloak keeps the accounts themselves.
create table person_change (
    id uuid,
    person_id uuid not null,
    person text not null,
    operation text not null,
    roles text[] not null,
    changed_by text not null,
    changed_at timestamptz not null,
    constraint pk_person_change primary key (id),
    constraint ck_person_change_operation check (operation in ('invited', 'roles', 'enabled', 'disabled'))
);

create index ix_person_change_person_id_id on person_change (person_id, id);
