drop table evidence_part;
