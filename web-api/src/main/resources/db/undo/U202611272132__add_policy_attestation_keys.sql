alter table policy
    drop constraint ck_policy_attestation_keys,
    drop column attestation_keys;
