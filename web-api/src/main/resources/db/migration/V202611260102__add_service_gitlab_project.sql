-- Whose pipelines may say who ran them: a project of one GitLab.
alter table service
    add column gitlab_project integer,
    add column gitlab_issuer text,
    add constraint ck_service_gitlab_project check (gitlab_project > 0),
    add constraint ck_service_gitlab_issuer check ((gitlab_issuer is null) = (gitlab_project is null) and gitlab_issuer <> '');
