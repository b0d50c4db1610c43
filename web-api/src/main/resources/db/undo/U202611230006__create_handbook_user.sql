drop table handbook_user;
