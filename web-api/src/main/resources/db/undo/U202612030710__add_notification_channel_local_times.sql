drop trigger fill_times on notification_channel;

drop function fill_notification_channel_times();

alter table notification_channel
    drop column local_digest_at,
    drop column local_quiet_until,
    drop column local_quiet_from;
