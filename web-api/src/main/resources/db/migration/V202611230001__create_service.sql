create table service (
    id uuid,
    name text not null,
    title text not null,
    created_at timestamptz not null,
    constraint pk_service primary key (id),
    constraint uq_service_name unique (name),
    constraint ck_service_name check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
    constraint ck_service_title check (char_length(title) between 1 and 200)
);
