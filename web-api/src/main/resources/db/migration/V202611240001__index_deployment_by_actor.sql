create index ix_deployment_actor_started_at_id on deployment (actor, started_at desc, id desc);
