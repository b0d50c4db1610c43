alter table service_definition drop column is_default;
