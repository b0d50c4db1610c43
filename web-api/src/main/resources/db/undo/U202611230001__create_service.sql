drop table service;
