-- A rehearsal of a rollback: evidence that comes with a deployment, and that no policy requires.
alter table evidence
    drop constraint ck_evidence_kind,
    add constraint ck_evidence_kind check (kind in ('tests', 'sbom', 'attestation', 'rehearsal')),
    drop constraint ck_evidence_tests,
    add constraint ck_evidence_tests
        check (kind not in ('tests', 'rehearsal') or tests = passed + failed + errored + skipped);
