drop table release_commit;
