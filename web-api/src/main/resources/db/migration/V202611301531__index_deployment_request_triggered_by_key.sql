-- The names and addresses that an account in GitLab had when it ran earlier pipelines.
create index ix_deployment_request_triggered_by_key on deployment_request (triggered_by_key) where triggered_by_key is not null;
