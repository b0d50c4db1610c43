alter table server_group drop column configuration_version;
