-- The request of the configuration change that it is about; null where it is about the release. Of verdicts from before, nobody knows.
alter table approval
    add column request_id uuid;
