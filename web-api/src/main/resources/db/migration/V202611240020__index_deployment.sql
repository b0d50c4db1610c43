-- For what deployments are looked for by, and for the figures of one service in one environment.
create extension if not exists pg_trgm with schema public;

create index ix_deployment_release_id_started_at_id on deployment (release_id, started_at desc, id desc);

create index ix_deployment_channel_started_at_id on deployment (channel, started_at desc, id desc);

create index ix_deployment_service_id_environment_id_all on deployment (service_id, environment_id, started_at desc, id desc);

create index ix_deployment_artifact_digest on deployment (artifact_digest text_pattern_ops);

create index ix_deployment_actor_archive on deployment using gin (actor public.gin_trgm_ops, archive public.gin_trgm_ops);
