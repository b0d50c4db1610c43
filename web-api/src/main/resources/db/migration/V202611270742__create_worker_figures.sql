-- What each worker of a service last said of itself: the agent asks, a few times a minute.
create table worker_figures (
    worker text,
    service text not null,
    environment text not null,
    at timestamptz not null,
    is_answering boolean not null,
    started_at timestamptz,
    heap_used bigint,
    heap_max bigint,
    metaspace bigint,
    threads integer,
    pool_active integer,
    pool_available integer,
    pool_max_used integer,
    requests bigint,
    errors bigint,
    processing_nanos bigint,
    requests_per_minute double precision,
    errors_per_minute double precision,
    constraint pk_worker_figures primary key (worker),
    constraint ck_worker_figures_worker check (worker ~ '^[a-z][a-z0-9-]{0,64}[0-9]$')
);
