drop index ix_deployment_request_release_id_requested_at_id;

drop index ix_deployment_request_state_requested_at_id;

drop index ix_deployment_request_id;

create index ix_deployment_request_id on deployment_request (id) where state = 'waiting';
