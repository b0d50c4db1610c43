-- Who ran the pipeline that asks, as its GitLab says. Login and address may change; the key does not.
alter table deployment_request
    add column triggered_by text,
    add column triggered_by_email text,
    add column triggered_by_key text,
    add constraint ck_deployment_request_triggered_by
        check ((triggered_by is null) = (triggered_by_key is null) and triggered_by <> '' and triggered_by_key <> ''),
    add constraint ck_deployment_request_triggered_by_email check (triggered_by_email is null or triggered_by is not null);
