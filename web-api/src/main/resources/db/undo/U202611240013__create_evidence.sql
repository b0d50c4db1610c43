drop table evidence;
