drop table certificate_event;

drop table certificate;
