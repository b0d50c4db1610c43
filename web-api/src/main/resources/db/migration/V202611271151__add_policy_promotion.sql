-- What an environment asks of the one before it, and when it lets anything in at all.
alter table policy
    add column promotes_from text,
    add column soak text,
    add column windows text not null default '[]',
    add column is_promoted_automatically boolean not null default false,
    add column is_configuration_gated boolean not null default false,
    add constraint fk_policy_promotes_from foreign key (promotes_from) references environment (name),
    add constraint ck_policy_soak
        check (soak is null or promotes_from is not null
            and soak ~ '^P(?=.)([1-9][0-9]{0,2}D)?(T(?=.)([1-9][0-9]{0,2}H)?([1-9][0-9]{0,2}M)?)?$'),
    add constraint ck_policy_windows check (jsonb_typeof(windows::jsonb) = 'array'),
    add constraint ck_policy_is_promoted_automatically check (not is_promoted_automatically or promotes_from is not null);

create index ix_policy_promotes_from on policy (promotes_from);
