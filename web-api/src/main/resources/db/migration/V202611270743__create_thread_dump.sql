-- What the threads of a worker do: somebody asks, the agent answers. It is kept for minutes.
create table thread_dump (
    id uuid,
    worker text not null,
    service text not null,
    environment text not null,
    actor text not null,
    asked_at timestamptz not null,
    claimed_at timestamptz,
    answered_at timestamptz,
    text text,
    failure text,
    constraint pk_thread_dump primary key (id),
    constraint ck_thread_dump_worker check (worker ~ '^[a-z][a-z0-9-]{0,64}[0-9]$'),
    constraint ck_thread_dump_answered_at check ((answered_at is null) = (text is null and failure is null))
);

create index ix_thread_dump_asked_at on thread_dump (asked_at);
