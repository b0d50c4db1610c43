drop table confirmation;
