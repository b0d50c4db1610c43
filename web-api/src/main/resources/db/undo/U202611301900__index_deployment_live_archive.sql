drop index ix_deployment_live_archive_in_group;

drop index ix_deployment_live_archive;
