create table approval (
    id uuid,
    release_id uuid not null,
    environment_id uuid not null,
    verdict text not null,
    comment text,
    approver text not null,
    decided_at timestamptz not null,
    constraint pk_approval primary key (id),
    constraint fk_approval_release_id foreign key (release_id) references release (id),
    constraint fk_approval_environment_id foreign key (environment_id) references environment (id),
    constraint ck_approval_verdict check (verdict in ('approved', 'refused')),
    constraint ck_approval_comment check (verdict = 'approved' or comment is not null and comment <> ''),
    constraint ck_approval_approver check (approver <> '')
);

create index ix_approval_decided_at_id on approval (decided_at desc, id desc);

create index ix_approval_release_id_environment_id_decided_at_id
    on approval (release_id, environment_id, decided_at desc, id desc);

create index ix_approval_approver_decided_at_id on approval (approver, decided_at desc, id desc);
