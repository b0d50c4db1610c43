-- The environment in which the release ran that is put into the next one.
alter table deployment_request
    add column promoted_from text,
    add constraint fk_deployment_request_promoted_from foreign key (promoted_from) references environment (name);

alter table deployment
    add column promoted_from text,
    add constraint fk_deployment_promoted_from foreign key (promoted_from) references environment (name);
