-- The starts of a worker's server that follow each other and that no new configuration explains.
alter table worker_figures
    add column restarts integer not null default 0,
    add column first_restart_at timestamptz,
    add column last_restart_at timestamptz;
