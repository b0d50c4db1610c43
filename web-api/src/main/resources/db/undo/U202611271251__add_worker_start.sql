alter table worker_figures
    drop column altered,
    drop column wanted_start,
    drop column start;
