drop trigger fill_replaced on deployment_request;

drop function fill_deployment_request_replaced();

alter table deployment_request
    drop column replaced_id;
