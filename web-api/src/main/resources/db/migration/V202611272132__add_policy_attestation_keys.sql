-- The public keys of whom attestations are believed; where there are none, of anybody.
alter table policy
    add column attestation_keys text not null default '[]',
    add constraint ck_policy_attestation_keys check (jsonb_typeof(attestation_keys::jsonb) = 'array');
