create table drift (
    id uuid,
    service_id uuid not null,
    environment_id uuid not null,
    worker text not null,
    archive text not null,
    kind text not null,
    artifact_digest text,
    expected_digest text,
    detected_at timestamptz not null,
    cleared_at timestamptz,
    cleared_by text,
    clearance text,
    note text,
    constraint pk_drift primary key (id),
    constraint fk_drift_service_id foreign key (service_id) references service (id),
    constraint fk_drift_environment_id foreign key (environment_id) references environment (id),
    constraint ck_drift_kind check (kind in ('unknown-content', 'altered-content', 'unexpected-content', 'missing')),
    constraint ck_drift_artifact_digest check (artifact_digest ~ '^sha256:[0-9a-f]{64}$'),
    constraint ck_drift_expected_digest check (expected_digest ~ '^sha256:[0-9a-f]{64}$'),
    constraint ck_drift_clearance check (clearance in ('released', 'replaced', 'explained', 'removed')),
    constraint ck_drift_cleared_at check ((cleared_at is null) = (clearance is null)),
    constraint ck_drift_note check ((note is not null) = (clearance is not null and clearance = 'explained'))
);

-- One open drift for one thing that is wrong.
create unique index uq_drift_open on drift (worker, archive, kind, coalesce(artifact_digest, '')) where cleared_at is null;

create index ix_drift_detected_at_id on drift (detected_at desc, id desc);
