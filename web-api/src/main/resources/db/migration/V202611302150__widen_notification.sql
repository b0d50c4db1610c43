-- The alert that it is about, for what is sent of one alert has an order; and which of a mail's recipients still lack it, where the mail
-- server took it for the others: addresses with commas between them, null for all.
alter table notification
    add column alert_id uuid,
    add column remaining text,
    add constraint ck_notification_remaining check (remaining <> '');

-- Whether an earlier one of the same alert waits.
create index ix_notification_channel_id_alert_id_id on notification (channel_id, alert_id, id)
    where state = 'waiting' and alert_id is not null;

-- Until when the receiver asked to be left alone.
alter table notification_channel
    add column rests_until timestamptz;
