-- The names of an account are read with each open request: from the index alone.
drop index ix_deployment_request_triggered_by_key;

create index ix_deployment_request_triggered_by_key_all
    on deployment_request (triggered_by_key, triggered_by, triggered_by_email)
    where triggered_by_key is not null;
