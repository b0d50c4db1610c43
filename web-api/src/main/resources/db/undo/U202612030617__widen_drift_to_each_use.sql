-- Of several that are open, only the first stays so. Their events stay.
update drift d set cleared_at = now(), clearance = 'replaced'
where d.kind = 'break-glass' and d.cleared_at is null
    and exists (select from drift f
        where f.worker = d.worker and f.archive = d.archive and f.kind = d.kind and f.cleared_at is null and f.id < d.id);

drop index uq_drift_open;

create unique index uq_drift_open on drift (worker, archive, kind, coalesce(artifact_digest, '')) where cleared_at is null;
