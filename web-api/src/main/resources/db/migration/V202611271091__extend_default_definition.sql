-- A service that nobody has defined gets one more environment with its first deployment there.
alter table service_definition
    drop constraint ck_service_definition_is_default,
    add constraint ck_service_definition_is_default check (not is_default or operation = 'applied');
