alter table deployment_request
    drop column triggered_by,
    drop column triggered_by_email,
    drop column triggered_by_key;
