-- Each row of evidence once, in a hash chain: the digest of its canonical text, and with it the hash of everything before. How both are
-- made is in the handbook, under Audit. Rows are linked after they were committed, by one of the ledger's workers in the background.
create table audit_link (
    position bigint,
    name text not null,
    row_id uuid not null,
    row_number integer not null,
    format smallint not null,
    at timestamptz not null,
    digest bytea not null,
    hash bytea not null,
    sealed_at timestamptz not null,
    constraint pk_audit_link primary key (position),
    -- What is linked already is found by the row; most of the newest rows lie together in it.
    constraint uq_audit_link_row_id_row_number_name unique (row_id, row_number, name),
    constraint ck_audit_link_position check (position > 0),
    constraint ck_audit_link_digest check (octet_length(digest) = 32),
    constraint ck_audit_link_hash check (octet_length(hash) = 32)
);

-- What happened in a period, whenever it was linked.
create index ix_audit_link_at_position on audit_link (at, position);

-- The public keys by which the line signed heads of the chain; the private ones are secrets of the line, and never here.
create table audit_key (
    id uuid,
    fingerprint text not null,
    public_key text not null,
    introduced_at timestamptz not null,
    constraint pk_audit_key primary key (id),
    constraint uq_audit_key_fingerprint unique (fingerprint),
    constraint ck_audit_key_fingerprint check (fingerprint ~ '^[0-9a-f]{64}$')
);

-- Signed heads: up to this position, this is the chain.
create table audit_head (
    id uuid,
    position bigint not null,
    fingerprint text not null,
    envelope text not null,
    signed_at timestamptz not null,
    constraint pk_audit_head primary key (id),
    constraint fk_audit_head_position foreign key (position) references audit_link (position),
    constraint fk_audit_head_fingerprint foreign key (fingerprint) references audit_key (fingerprint),
    constraint ck_audit_head_envelope check (jsonb_typeof(envelope::jsonb) = 'object')
);

create index ix_audit_head_position on audit_head (position);
