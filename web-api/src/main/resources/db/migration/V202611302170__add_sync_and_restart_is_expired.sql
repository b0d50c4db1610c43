-- Given up because its agent was silent, which may still say how it ended. So far the words of its detail alone told.
alter table sync
    add column is_expired boolean not null default false;

update sync set is_expired = true
where state = 'failed' and detail = 'Nothing was heard for 15 minutes of the agent that ran it.';

alter table restart
    add column is_expired boolean not null default false;

update restart set is_expired = true
where state = 'failed' and detail = 'Whoever ran it did not say within 15 minutes how it ended.';
