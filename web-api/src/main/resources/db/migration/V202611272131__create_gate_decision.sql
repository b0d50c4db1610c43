-- What the gate decided of each request, whenever that changed: the whole answer, as it was given. None is ever changed.
create table gate_decision (
    id uuid,
    request_id uuid not null,
    release_id uuid not null,
    decision text not null,
    answer jsonb not null,
    decided_at timestamptz not null,
    constraint pk_gate_decision primary key (id),
    constraint fk_gate_decision_request_id foreign key (request_id) references deployment_request (id),
    constraint fk_gate_decision_release_id foreign key (release_id) references release (id),
    constraint ck_gate_decision_decision check (decision in ('allow', 'wait', 'deny')),
    constraint ck_gate_decision_answer check (jsonb_typeof(answer) = 'object')
);

create index ix_gate_decision_request_id_id on gate_decision (request_id, id);

create index ix_gate_decision_release_id on gate_decision (release_id);
