drop trigger fill_service on deployment_request;

drop function fill_deployment_request_service();

alter table deployment_request
    drop column service_id;
