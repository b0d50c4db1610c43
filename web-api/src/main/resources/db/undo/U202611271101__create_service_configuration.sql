drop table service_configuration;
