drop table environment;
