drop table evidence_failure;
