alter table approval
    drop column request_id;
