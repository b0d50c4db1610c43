alter table release_commit drop column author_email;
