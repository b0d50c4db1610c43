alter table release
    drop column recorded_by;
