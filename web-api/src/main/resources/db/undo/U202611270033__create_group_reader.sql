drop table group_reader;
