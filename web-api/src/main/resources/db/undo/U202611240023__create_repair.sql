drop table repair;
