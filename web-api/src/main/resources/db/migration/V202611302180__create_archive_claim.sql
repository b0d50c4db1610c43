-- The services that have a release of a digest only by the word of somebody who may deploy no other, and has not uploaded the archive yet:
-- anybody may have seen a digest. A release of before this, or of a service that is not here, is as good as its archive.
create table archive_claim (
    service_id uuid,
    artifact_digest text,
    constraint pk_archive_claim primary key (service_id, artifact_digest),
    constraint fk_archive_claim_service_id foreign key (service_id) references service (id),
    constraint ck_archive_claim_artifact_digest check (artifact_digest ~ '^sha256:[0-9a-f]{64}$')
);
