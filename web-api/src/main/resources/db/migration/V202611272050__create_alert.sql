-- Conditions that somebody should know of: opened once, closed once. Each opening and each end is an event of the source `ledger`, as is what
-- the ledger concludes by itself.
alter table event
    drop constraint ck_event_source,
    add constraint ck_event_source check (source in ('api', 'audit-log', 'gitlab', 'watcher', 'ledger'));

create table alert (
    id uuid,
    kind text not null,
    subject text not null,
    service text,
    environment text,
    title text not null,
    detail text not null,
    path text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    constraint pk_alert primary key (id),
    constraint ck_alert_kind check (kind <> ''),
    constraint ck_alert_subject check (subject <> ''),
    constraint ck_alert_title check (title <> ''),
    constraint ck_alert_path check (path like '/%'),
    constraint ck_alert_closed_at check (closed_at >= opened_at)
);

-- One open alert for one thing that is wrong.
create unique index uq_alert_open on alert (kind, subject) where closed_at is null;

create index ix_alert_opened_at_id on alert (opened_at desc, id desc);
