drop table alert;

delete from event where source = 'ledger';

alter table event
    drop constraint ck_event_source,
    add constraint ck_event_source check (source in ('api', 'audit-log', 'gitlab', 'watcher'));
