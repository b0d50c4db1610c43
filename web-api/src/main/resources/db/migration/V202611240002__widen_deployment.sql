-- What a worker's own log shows: an archive whose release may be unknown, put on it or taken off by any door.
alter table deployment
    alter column release_id drop not null,
    add column artifact_digest text,
    add column archive text,
    add column operation text not null default 'deploy',
    add column workers text[] not null default '{}',
    add column is_claimed boolean not null default true,
    add column is_rollback boolean not null default false,
    add column request_id uuid,
    add column failed_service text,
    add column failure text,
    add column failure_log text,
    add constraint fk_deployment_service_id foreign key (service_id) references service (id),
    add constraint ck_deployment_artifact_digest check (artifact_digest ~ '^sha256:[0-9a-f]{64}$'),
    add constraint ck_deployment_archive check (archive <> ''),
    add constraint ck_deployment_operation check (operation in ('deploy', 'replace', 'redeploy', 'undeploy', 'remove')),
    -- Somebody said so, or a worker's log shows it.
    add constraint ck_deployment_workers check (is_claimed or cardinality(workers) > 0);
