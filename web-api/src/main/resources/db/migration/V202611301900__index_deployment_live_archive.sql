-- Which archives should run on the ledger's own workers, and which on those of a server group: each worker is compared with that every two
-- seconds.
create index ix_deployment_live_archive on deployment (environment_id, archive, started_at desc, id desc)
    where outcome = 'succeeded' and not is_in_group and archive is not null;

create index ix_deployment_live_archive_in_group on deployment (service_id, environment_id, archive, started_at desc, id desc)
    where outcome = 'succeeded' and is_in_group and archive is not null;
