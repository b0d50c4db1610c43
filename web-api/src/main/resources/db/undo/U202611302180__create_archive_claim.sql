drop table archive_claim;
