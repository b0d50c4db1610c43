-- Which earlier deployment a rollback or a fix repairs; none where somebody said that it repairs none.
create table repair (
    deployment_id uuid,
    repaired_id uuid,
    is_automatic boolean not null,
    linked_by text not null,
    linked_at timestamptz not null,
    constraint pk_repair primary key (deployment_id),
    constraint fk_repair_deployment_id foreign key (deployment_id) references deployment (id) on delete cascade,
    constraint fk_repair_repaired_id foreign key (repaired_id) references deployment (id) on delete cascade,
    constraint ck_repair_repaired_id check (repaired_id <> deployment_id),
    constraint ck_repair_linked_by check (linked_by <> '')
);

create index ix_repair_repaired_id on repair (repaired_id);
