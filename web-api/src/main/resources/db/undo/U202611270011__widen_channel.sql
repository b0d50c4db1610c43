update deployment set channel = 'cli' where channel = 'page';

update deployment_request set channel = 'cli' where channel = 'page';

alter table deployment
    drop column executor,
    drop constraint ck_deployment_channel,
    add constraint ck_deployment_channel check (channel in ('pipeline', 'maven', 'console', 'cli', 'scanner'));

alter table deployment_request
    drop constraint ck_deployment_request_channel,
    add constraint ck_deployment_request_channel
        check (channel in ('pipeline', 'maven', 'console', 'cli', 'scanner'));
