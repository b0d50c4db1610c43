-- The service whose server group it is one of; none for the ledger's own workers.
alter table worker
    add column service_id uuid,
    add constraint fk_worker_service_id foreign key (service_id) references service (id);
