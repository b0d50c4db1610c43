-- The release before this one knows a default only as the first version.
alter table service_definition drop constraint ck_service_definition_is_default;

update service_definition set is_default = false where is_default and version > 1;

alter table service_definition
    add constraint ck_service_definition_is_default check (not is_default or version = 1);
