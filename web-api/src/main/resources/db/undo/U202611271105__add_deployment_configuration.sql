alter table deployment
    drop column kind,
    drop column configuration_version;
