alter table deployment drop column is_in_group;
