-- What has failed, which is little: the ledger's first page asks for the newest of it at each change.
create index ix_deployment_failed on deployment (started_at desc, id desc) where outcome = 'failed';
