update deployment_request set state = 'allowed' where state = 'running';

drop index uq_deployment_request_release_id_environment_id;

create unique index uq_deployment_request_release_id_environment_id
    on deployment_request (release_id, environment_id)
    where state in ('waiting', 'allowed');

drop index ix_deployment_request_environment_id_id;

alter table deployment_request
    drop column is_for_agent,
    drop column context_root,
    drop column probe_path,
    drop column probe_seconds,
    drop column sync_id,
    drop column executor,
    drop column claimed_at,
    drop constraint ck_deployment_request_state,
    add constraint ck_deployment_request_state
        check (state in ('waiting', 'allowed', 'refused', 'withdrawn', 'done'));
