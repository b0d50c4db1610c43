-- What each worker was started with and was to be, as the agent heard it; and which of the files that it was started with were not as the
-- line's owner had written them, as file=digest.
alter table worker_figures
    add column start text,
    add column wanted_start text,
    add column altered text[] not null default '{}';
