-- What was cleared stays so.
drop trigger clear_failure on notification_channel;

drop function clear_notification_channel_failure();
