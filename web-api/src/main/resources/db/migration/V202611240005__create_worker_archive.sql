-- What is on a worker now; replaced with each survey of it.
create table worker_archive (
    worker text,
    archive text,
    service_id uuid not null,
    artifact_digest text,
    is_enabled boolean not null,
    constraint pk_worker_archive primary key (worker, archive),
    constraint fk_worker_archive_worker foreign key (worker) references worker (name),
    constraint fk_worker_archive_service_id foreign key (service_id) references service (id),
    constraint ck_worker_archive_artifact_digest check (artifact_digest ~ '^sha256:[0-9a-f]{64}$')
);
