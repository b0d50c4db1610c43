drop table event;
