-- Who may read the handbook. The server's jdbc-realm reads it; the ledger does not.
create table handbook_user (
    name text,
    password_hash text not null,
    created_at timestamptz not null default now(),
    constraint pk_handbook_user primary key (name)
);
