alter table deployment_request
    drop column from_version;
