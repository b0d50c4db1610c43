drop table audit_head;

drop table audit_key;

drop table audit_link;
