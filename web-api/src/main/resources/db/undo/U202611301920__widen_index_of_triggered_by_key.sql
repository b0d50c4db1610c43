drop index ix_deployment_request_triggered_by_key_all;

create index ix_deployment_request_triggered_by_key on deployment_request (triggered_by_key) where triggered_by_key is not null;
