create table environment (
    id uuid,
    name text not null,
    title text not null,
    rank integer not null,
    created_at timestamptz not null,
    constraint pk_environment primary key (id),
    constraint uq_environment_name unique (name),
    constraint ck_environment_name check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
    constraint ck_environment_title check (char_length(title) between 1 and 200),
    constraint ck_environment_rank check (rank between 0 and 9999)
);

-- Every line begins with one environment; those before it get a lower rank.
insert into environment (id, name, title, rank, created_at)
values (gen_random_uuid(), 'production', 'Production', 100, now());
