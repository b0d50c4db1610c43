drop table configuration_key;
