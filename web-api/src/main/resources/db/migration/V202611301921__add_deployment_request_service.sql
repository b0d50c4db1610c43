-- The release's service again, for the lists of one service's requests.
alter table deployment_request
    add column service_id uuid,
    add constraint fk_deployment_request_release_id_service_id
        foreign key (release_id, service_id) references release (id, service_id);

-- The version before this one inserts requests without it.
create function fill_deployment_request_service() returns trigger
language plpgsql as $$
begin
    select service_id into new.service_id from release where id = new.release_id;
    return new;
end
$$;

create trigger fill_service before insert on deployment_request
    for each row when (new.service_id is null) execute function fill_deployment_request_service();
