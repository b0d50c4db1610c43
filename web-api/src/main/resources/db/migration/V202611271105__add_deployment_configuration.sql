-- What ran is an archive and the version of a configuration; nothing where that is not known, or there can be none.
alter table deployment
    add column kind text not null default 'deploy',
    add column configuration_version integer,
    add constraint ck_deployment_kind check (kind in ('deploy', 'configure')),
    add constraint ck_deployment_configuration_version check (configuration_version >= 0);
