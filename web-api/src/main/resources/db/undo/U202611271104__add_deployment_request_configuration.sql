-- What is open of a configuration's changes: none that is older knows it.
update deployment_request set state = 'withdrawn', decided_at = coalesce(decided_at, now())
    where kind = 'configure' and state in ('waiting', 'allowed', 'running');

drop index ix_deployment_request_environment_id_configure;

drop index uq_deployment_request_release_id_environment_id_kind;

create unique index uq_deployment_request_release_id_environment_id
    on deployment_request (release_id, environment_id)
    where state in ('waiting', 'allowed', 'running');

alter table deployment_request
    drop column kind,
    drop column configuration_version,
    drop column configuration_before,
    drop column keeps_configuration;
