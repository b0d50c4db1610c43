-- Each of GitLab's ID tokens is good for one request; forgotten when it has expired.
create table job_token (
    issuer text,
    id text,
    expires_at timestamptz not null,
    constraint pk_job_token primary key (issuer, id),
    constraint ck_job_token_id check (id <> '')
);

create index ix_job_token_expires_at on job_token (expires_at);
