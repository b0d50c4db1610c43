drop table worker_figures;
