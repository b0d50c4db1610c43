-- Whether it was done on the workers of its service's server group, not on the ledger's own.
alter table deployment add column is_in_group boolean not null default false;
