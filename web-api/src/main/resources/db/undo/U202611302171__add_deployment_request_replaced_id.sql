alter table deployment_request
    drop column replaced_id;
