alter table restart
    drop column is_expired;

alter table sync
    drop column is_expired;
