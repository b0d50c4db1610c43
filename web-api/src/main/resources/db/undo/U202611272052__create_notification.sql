drop table notification_attempt;

drop table notification;
