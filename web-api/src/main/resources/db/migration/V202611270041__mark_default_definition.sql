-- Nobody applied it: the service's first deployment was asked for, and it had none.
alter table service_definition
    add column is_default boolean not null default false,
    add constraint ck_service_definition_is_default check (not is_default or version = 1);
