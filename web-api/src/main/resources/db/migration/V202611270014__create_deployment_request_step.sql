-- What the agent did for a request, step by step. Its own numbers: what is told twice is one step.
create table deployment_request_step (
    request_id uuid,
    number integer,
    at timestamptz not null,
    kind text not null,
    worker text,
    text text not null,
    constraint pk_deployment_request_step primary key (request_id, number),
    constraint fk_deployment_request_step_request_id foreign key (request_id) references deployment_request (id),
    constraint ck_deployment_request_step_number check (number between 1 and 10000),
    constraint ck_deployment_request_step_kind check (kind in ('started', 'done', 'warning', 'failed')),
    constraint ck_deployment_request_step_worker check (worker <> ''),
    constraint ck_deployment_request_step_text check (text <> '')
);
