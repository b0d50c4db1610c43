drop index ix_deployment_failed;
