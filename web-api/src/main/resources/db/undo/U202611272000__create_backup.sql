drop table backup;
