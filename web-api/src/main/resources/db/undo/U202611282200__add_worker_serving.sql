alter table worker_figures drop column is_serving;
