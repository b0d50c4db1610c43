drop table service_definition;
