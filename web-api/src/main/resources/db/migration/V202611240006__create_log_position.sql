-- How far a worker's audit log was read.
create table log_position (
    worker text,
    inode bigint not null,
    line_start bigint not null,
    line_end bigint not null,
    line_digest text not null,
    record_at timestamptz,
    read_at timestamptz not null,
    constraint pk_log_position primary key (worker),
    constraint ck_log_position_line_end check (line_end >= line_start and line_start >= 0)
);
