-- The public keys that secrets are sealed for, as the agent tells them; the one told last is in use.
create table configuration_key (
    kid text,
    jwk text not null,
    reported_by text not null,
    reported_at timestamptz not null,
    constraint pk_configuration_key primary key (kid),
    constraint ck_configuration_key_kid check (kid <> ''),
    constraint ck_configuration_key_jwk check (jsonb_typeof(jwk::jsonb) = 'object'),
    constraint ck_configuration_key_reported_by check (reported_by <> '')
);
