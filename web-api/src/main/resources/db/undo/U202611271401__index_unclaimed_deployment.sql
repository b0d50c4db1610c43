drop index ix_deployment_unclaimed;
