-- Whether the rollback is rehearsed before something is deployed to a service with a database.
alter table policy add column is_rollback_rehearsed boolean not null default false;
