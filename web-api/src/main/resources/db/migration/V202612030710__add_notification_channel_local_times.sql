-- The times of day as they were entered. Those of before are stored less the offset that the machine's zone had at the beginning of 1970, and
-- move with it. A session has the zone of the Java that opened it, on the same machine.
alter table notification_channel
    add column local_quiet_from time,
    add column local_quiet_until time,
    add column local_digest_at time;

update notification_channel
set local_quiet_from = ((date '1970-01-01' + quiet_from) at time zone 'UTC' at time zone current_setting('TimeZone'))::time,
    local_quiet_until = ((date '1970-01-01' + quiet_until) at time zone 'UTC' at time zone current_setting('TimeZone'))::time,
    local_digest_at = ((date '1970-01-01' + digest_at) at time zone 'UTC' at time zone current_setting('TimeZone'))::time
where quiet_from is not null or digest_at is not null;

-- The version before this one reads and inserts the others alone.
create function fill_notification_channel_times() returns trigger
language plpgsql as $$
declare
    machine constant text := current_setting('TimeZone');
    epoch constant date := date '1970-01-01';
begin
    new.local_quiet_from := coalesce(new.local_quiet_from, ((epoch + new.quiet_from) at time zone 'UTC' at time zone machine)::time);
    new.local_quiet_until := coalesce(new.local_quiet_until, ((epoch + new.quiet_until) at time zone 'UTC' at time zone machine)::time);
    new.local_digest_at := coalesce(new.local_digest_at, ((epoch + new.digest_at) at time zone 'UTC' at time zone machine)::time);
    new.quiet_from := coalesce(new.quiet_from, ((epoch + new.local_quiet_from) at time zone machine at time zone 'UTC')::time);
    new.quiet_until := coalesce(new.quiet_until, ((epoch + new.local_quiet_until) at time zone machine at time zone 'UTC')::time);
    new.digest_at := coalesce(new.digest_at, ((epoch + new.local_digest_at) at time zone machine at time zone 'UTC')::time);
    return new;
end
$$;

create trigger fill_times before insert on notification_channel
    for each row execute function fill_notification_channel_times();
