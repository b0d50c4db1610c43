-- What it is for whoever knows no rehearsals: an in-toto statement.
update evidence set kind = 'attestation' where kind = 'rehearsal';

alter table evidence
    drop constraint ck_evidence_kind,
    add constraint ck_evidence_kind check (kind in ('tests', 'sbom', 'attestation')),
    drop constraint ck_evidence_tests,
    add constraint ck_evidence_tests check (kind <> 'tests' or tests = passed + failed + errored + skipped);
