drop index ix_policy_promotes_from;

alter table policy
    drop column promotes_from,
    drop column soak,
    drop column windows,
    drop column is_promoted_automatically,
    drop column is_configuration_gated;
