drop table worker_archive;
