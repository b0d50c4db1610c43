-- Which of the ledger's workers reads the files of the server groups' workers; it says so again every few seconds.
create table group_reader (
    id integer,
    worker text not null,
    until_at timestamptz not null,
    constraint pk_group_reader primary key (id),
    constraint ck_group_reader_id check (id = 1),
    constraint ck_group_reader_worker check (worker <> '')
);
