drop table log_position;
