-- The version that a rollback is to replace: where another release is live by the agent's turn, it is not begun.
alter table deployment_request
    add column from_version text,
    add constraint ck_deployment_request_from_version check (from_version <> '');
