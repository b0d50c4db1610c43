alter table sync
    drop column service_id,
    drop column is_back,
    drop column channel,
    drop column executor;
