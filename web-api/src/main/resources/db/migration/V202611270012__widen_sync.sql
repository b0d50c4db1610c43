-- Of one service alone, or back to what was released; and the agent that carries it out.
alter table sync
    add column service_id uuid,
    add column is_back boolean not null default false,
    add column channel text not null default 'cli',
    add column executor text,
    add constraint fk_sync_service_id foreign key (service_id) references service (id),
    add constraint ck_sync_channel check (channel in ('pipeline', 'cli', 'page')),
    add constraint ck_sync_executor check (executor <> '');

-- On whose behalf the agent changed what a worker shows.
create index ix_sync_environment_id_started_at on sync (environment_id, started_at desc) where executor is not null;
