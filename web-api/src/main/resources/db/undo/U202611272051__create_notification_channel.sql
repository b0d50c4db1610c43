drop table notification_channel;
