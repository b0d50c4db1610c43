alter table policy drop column is_rollback_rehearsed;
