drop table policy;
