drop table thread_dump;
