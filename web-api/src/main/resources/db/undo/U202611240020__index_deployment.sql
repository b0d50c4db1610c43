-- The extension stays: it harms nobody, and another schema may use it.
drop index ix_deployment_release_id_started_at_id;

drop index ix_deployment_channel_started_at_id;

drop index ix_deployment_service_id_environment_id_all;

drop index ix_deployment_artifact_digest;

drop index ix_deployment_actor_archive;
