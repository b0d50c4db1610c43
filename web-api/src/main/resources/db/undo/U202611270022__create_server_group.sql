drop table server_group;
