-- What was seen last of the certificate of each public name.
create table certificate (
    name text,
    source text not null,
    issuer text,
    not_before timestamptz,
    not_after timestamptz,
    served_serial text,
    newest_serial text,
    next_renewal_at timestamptz,
    last_error text,
    state text not null,
    since timestamptz not null,
    looked_at timestamptz not null,
    constraint pk_certificate primary key (name),
    constraint ck_certificate_name check (name <> ''),
    constraint ck_certificate_state check (state in ('waiting', 'fine', 'stale', 'ending', 'failed'))
);

-- What happened to them.
create table certificate_event (
    id uuid,
    name text not null,
    type text not null,
    source text not null,
    issuer text,
    serial text,
    not_after timestamptz,
    detail text,
    occurred_at timestamptz not null,
    constraint pk_certificate_event primary key (id),
    constraint fk_certificate_event_id foreign key (id) references event (id),
    constraint ck_certificate_event_name check (name <> ''),
    constraint ck_certificate_event_type check (type <> '')
);

create index ix_certificate_event_occurred_at_id on certificate_event (occurred_at desc, id desc);

create index ix_certificate_event_name_occurred_at_id on certificate_event (name, occurred_at desc, id desc);
