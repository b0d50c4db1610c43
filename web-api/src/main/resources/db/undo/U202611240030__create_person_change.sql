drop table person_change;
