-- The version of its service's configuration that its workers are to run with; 0 where nothing was ever set.
alter table server_group
    add column configuration_version integer not null default 0,
    add constraint ck_server_group_configuration_version check (configuration_version >= 0);
