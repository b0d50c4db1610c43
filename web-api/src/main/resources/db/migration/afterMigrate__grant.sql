-- What the ledger may do with its own tables, each time that they were migrated. It runs as the role `ledger`, which owns nothing: what is
-- on record stays as it was written. Only what is named here changes; a table that nobody names is for inserting alone.
do $$
declare
    owned name;
    changing constant text[] := array['agent', 'certificate', 'confirmation', 'deployment', 'deployment_lock', 'deployment_request',
        'drift', 'group_reader', 'idempotency_key', 'intervention', 'job_token', 'log_position', 'repair', 'server_group', 'service',
        'sync', 'worker', 'worker_archive', 'restart', 'worker_figures', 'thread_dump', 'configuration_key', 'alert', 'notification',
        'notification_channel', 'backup'];
    passing constant text[] := array['agent', 'archive_claim', 'certificate', 'confirmation', 'deployment_lock', 'group_reader', 'idempotency_key',
        'job_token', 'log_position', 'worker', 'worker_archive', 'worker_figures', 'thread_dump', 'notification'];
    reading constant text[] := array['flyway_schema_history', 'handbook_user'];
begin
    -- In a schema that only the tests have, or a database from before there was such a role.
    if not exists (select from pg_roles where rolname = 'ledger') then
        return;
    end if;
    execute format('grant usage on schema %I to ledger', current_schema());
    -- A table that somebody else has put into the schema is theirs to grant.
    for owned in select tablename from pg_tables where schemaname = current_schema() and pg_has_role(tableowner, 'usage') loop
        execute format('revoke all on %I from ledger', owned);
        execute format('grant select on %I to ledger', owned);
        if owned <> all (reading) then
            execute format('grant insert on %I to ledger', owned);
        end if;
        if owned = any (changing) then
            execute format('grant update on %I to ledger', owned);
        end if;
        if owned = any (passing) then
            execute format('grant delete on %I to ledger', owned);
        end if;
        -- Which deployment an event is about, and nothing else of it.
        if owned = 'event' then
            grant update (deployment_id) on event to ledger;
        end if;
    end loop;
end
$$;
