-- Deployments of archives that no release accounts for cannot be told without the new columns.
delete from deployment where release_id is null or operation in ('undeploy', 'remove');

alter table deployment
    drop constraint fk_deployment_service_id,
    drop column artifact_digest,
    drop column archive,
    drop column operation,
    drop column workers,
    drop column is_claimed,
    drop column is_rollback,
    drop column request_id,
    drop column failed_service,
    drop column failure,
    drop column failure_log,
    alter column release_id set not null;
