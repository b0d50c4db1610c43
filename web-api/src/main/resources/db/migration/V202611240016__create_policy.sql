-- Every version of an environment's policy; the newest is in force. None is ever changed.
create table policy (
    id uuid,
    environment_id uuid not null,
    version integer not null,
    required_evidence text[] not null,
    approvals integer not null,
    is_four_eyes boolean not null,
    freezes text not null,
    changed_by text not null,
    changed_at timestamptz not null,
    constraint pk_policy primary key (id),
    constraint fk_policy_environment_id foreign key (environment_id) references environment (id),
    constraint uq_policy_environment_id_version unique (environment_id, version),
    constraint ck_policy_version check (version > 0),
    constraint ck_policy_required_evidence check (required_evidence <@ array['tests', 'sbom', 'attestation']),
    constraint ck_policy_approvals check (approvals between 0 and 10),
    constraint ck_policy_freezes check (jsonb_typeof(freezes::jsonb) = 'array')
);
