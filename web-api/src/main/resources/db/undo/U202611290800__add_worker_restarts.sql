alter table worker_figures
    drop column restarts,
    drop column first_restart_at,
    drop column last_restart_at;
