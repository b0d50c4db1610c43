alter table service
    drop column gitlab_project,
    drop column gitlab_issuer;
