-- Why a removed channel failed may name a receiver's mail address: it goes with the target. The version before this one keeps it, and also
-- writes it when a delivery ends after the removal.
create function clear_notification_channel_failure() returns trigger
language plpgsql as $$
begin
    new.failure := null;
    return new;
end
$$;

create trigger clear_failure before insert or update on notification_channel
    for each row when (new.removed_at is not null and new.failure is not null) execute function clear_notification_channel_failure();

update notification_channel set failure = null
where removed_at is not null and failure is not null;
