delete from drift where kind = 'break-glass';

alter table drift
    drop constraint ck_drift_kind,
    add constraint ck_drift_kind check (kind in ('unknown-content', 'altered-content', 'unexpected-content', 'missing'));
