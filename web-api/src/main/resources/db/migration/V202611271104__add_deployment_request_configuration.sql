-- A release comes with a configuration, or the configuration alone changes.
alter table deployment_request
    add column kind text not null default 'deploy',
    add column configuration_version integer,
    add column configuration_before integer,
    add column keeps_configuration boolean not null default false,
    add constraint ck_deployment_request_kind check (kind in ('deploy', 'configure')),
    add constraint ck_deployment_request_configuration_version
        check (configuration_version >= 0 and (kind <> 'configure' or configuration_version is not null)),
    add constraint ck_deployment_request_configuration_before check (configuration_before >= 0);

-- One of each kind for a release and an environment that is not over.
drop index uq_deployment_request_release_id_environment_id;

create unique index uq_deployment_request_release_id_environment_id_kind
    on deployment_request (release_id, environment_id, kind)
    where state in ('waiting', 'allowed', 'running');

-- The open change of a configuration.
create index ix_deployment_request_environment_id_configure
    on deployment_request (environment_id)
    where kind = 'configure' and state in ('waiting', 'allowed', 'running');
