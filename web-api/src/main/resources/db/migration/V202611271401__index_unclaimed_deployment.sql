-- What workers show and nobody has claimed yet, which is little: each claim looks for its own among it.
create index ix_deployment_unclaimed on deployment (environment_id, started_at desc, id desc) where not is_claimed;
