create table evidence_failure (
    evidence_id uuid,
    position integer,
    suite text not null,
    name text not null,
    kind text not null,
    message text,
    detail text,
    duration_millis bigint,
    constraint pk_evidence_failure primary key (evidence_id, position),
    constraint fk_evidence_failure_evidence_id foreign key (evidence_id) references evidence (id),
    constraint ck_evidence_failure_kind check (kind in ('failure', 'error'))
);
