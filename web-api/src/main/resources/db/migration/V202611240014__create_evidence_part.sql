-- The file itself, in pieces, so that neither the ledger nor the database ever holds all of it in memory. Most evidence
-- is packed or is read once: the database is not to spend time on packing it.
create table evidence_part (
    evidence_id uuid,
    position integer,
    content bytea not null,
    constraint pk_evidence_part primary key (evidence_id, position),
    constraint fk_evidence_part_evidence_id foreign key (evidence_id) references evidence (id)
);

alter table evidence_part alter column content set storage external;
