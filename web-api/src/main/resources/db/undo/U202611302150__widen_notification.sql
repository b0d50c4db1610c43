alter table notification_channel
    drop column rests_until;

drop index ix_notification_channel_id_alert_id_id;

alter table notification
    drop column remaining,
    drop column alert_id;
