-- The release before knows the ledger's own workers alone.
delete from worker_archive where worker in (select name from worker where service_id is not null);
delete from worker where service_id is not null;
alter table worker drop column service_id;
