drop table sync;
