-- When each agent last asked for work: whoever waits for one sees whether it is there.
create table agent (
    name text,
    last_seen_at timestamptz not null,
    constraint pk_agent primary key (name),
    constraint ck_agent_name check (name <> '')
);
