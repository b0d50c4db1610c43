-- A worker was started with another configuration than it was to be.
alter table drift
    drop constraint ck_drift_kind,
    drop constraint ck_drift_clearance,
    add constraint ck_drift_kind
        check (kind in ('unknown-content', 'altered-content', 'unexpected-content', 'missing', 'break-glass', 'unexpected-configuration',
            'altered-configuration')),
    add constraint ck_drift_clearance check (clearance in ('released', 'replaced', 'explained', 'removed', 'restarted'));
