drop table log_gap;
