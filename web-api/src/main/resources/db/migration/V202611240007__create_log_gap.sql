-- Where a worker's audit log may have held operations that nobody can read any more.
create table log_gap (
    id uuid,
    worker text not null,
    from_at timestamptz,
    until_at timestamptz not null,
    detail text not null,
    detected_at timestamptz not null,
    constraint pk_log_gap primary key (id),
    constraint ck_log_gap_detail check (detail <> '')
);

create index ix_log_gap_detected_at_id on log_gap (detected_at desc, id desc);
