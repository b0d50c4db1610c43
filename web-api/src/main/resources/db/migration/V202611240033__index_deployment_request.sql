-- All that is open is looked at again and again, and not only what waits.
drop index ix_deployment_request_id;

create index ix_deployment_request_id on deployment_request (id) where state in ('waiting', 'allowed');

create index ix_deployment_request_state_requested_at_id on deployment_request (state, requested_at desc, id desc);

-- For what is asked of one service, by way of its releases.
create index ix_deployment_request_release_id_requested_at_id
    on deployment_request (release_id, requested_at desc, id desc);
