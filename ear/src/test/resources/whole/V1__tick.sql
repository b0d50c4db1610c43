create table Tick (id bigint generated always as identity primary key, kind varchar(255), worker varchar(255), at timestamp with time zone);
