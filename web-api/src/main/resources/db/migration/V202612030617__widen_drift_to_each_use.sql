-- Each use of the management user for emergencies is a drift of its own, also while another one is open.
drop index uq_drift_open;

create unique index uq_drift_open
    on drift (worker, archive, kind, coalesce(artifact_digest, ''), (case when kind = 'break-glass' then cast(id as text) else '' end))
    where cleared_at is null;
