delete from drift where kind in ('unexpected-configuration', 'altered-configuration');

alter table drift
    drop constraint ck_drift_kind,
    drop constraint ck_drift_clearance,
    add constraint ck_drift_kind
        check (kind in ('unknown-content', 'altered-content', 'unexpected-content', 'missing', 'break-glass')),
    add constraint ck_drift_clearance check (clearance in ('released', 'replaced', 'explained', 'removed'));
