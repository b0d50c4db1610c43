-- A deployer asks on the ledger's page, too.
alter table deployment
    drop constraint ck_deployment_channel,
    add constraint ck_deployment_channel
        check (channel in ('pipeline', 'maven', 'console', 'cli', 'scanner', 'page')),
    -- The management user in whose name the workers were changed, where the actor did not change them: the agent's.
    add column executor text,
    add constraint ck_deployment_executor check (executor <> '');

alter table deployment_request
    drop constraint ck_deployment_request_channel,
    add constraint ck_deployment_request_channel
        check (channel in ('pipeline', 'maven', 'console', 'cli', 'scanner', 'page'));
