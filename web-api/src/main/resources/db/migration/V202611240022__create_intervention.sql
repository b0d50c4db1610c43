-- Whether somebody had to step in after a deployment: the newest word on each, with who said it and when.
create table intervention (
    deployment_id uuid,
    is_needed boolean not null,
    note text,
    marked_by text not null,
    marked_at timestamptz not null,
    constraint pk_intervention primary key (deployment_id),
    constraint fk_intervention_deployment_id foreign key (deployment_id) references deployment (id) on delete cascade,
    constraint ck_intervention_note check (char_length(note) between 1 and 2000),
    constraint ck_intervention_marked_by check (marked_by <> '')
);
