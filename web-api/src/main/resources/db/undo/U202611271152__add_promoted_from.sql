alter table deployment_request
    drop column promoted_from;

alter table deployment
    drop column promoted_from;
