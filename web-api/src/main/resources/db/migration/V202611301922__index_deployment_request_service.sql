-- Before the update, so that it cannot deadlock with a transaction that locks several rows; reading goes on.
lock table deployment_request in exclusive mode;

update deployment_request q
set service_id = r.service_id
from release r
where r.id = q.release_id and q.service_id is null;

create index ix_deployment_request_service_id_requested_at_id
    on deployment_request (service_id, requested_at desc, id desc);

create index ix_deployment_request_service_id_environment_id_requested_at_id
    on deployment_request (service_id, environment_id, requested_at desc, id desc);
