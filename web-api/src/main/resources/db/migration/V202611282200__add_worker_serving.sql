-- False where httpd finds the application on a worker unwell, and so sends it no requests; null where there is nothing to say.
alter table worker_figures add column is_serving boolean;
