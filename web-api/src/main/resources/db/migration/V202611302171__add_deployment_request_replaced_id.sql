-- The configuration change that this one took over: who asked for that asked for this, too. So far that was the one that was withdrawn at
-- the very time at which this one was made.
alter table deployment_request
    add column replaced_id uuid,
    add constraint fk_deployment_request_replaced_id foreign key (replaced_id) references deployment_request (id);

update deployment_request q
set replaced_id = r.id
from deployment_request r
where q.kind = 'configure' and r.kind = 'configure' and r.state = 'withdrawn' and r.decided_at = q.requested_at
    and r.service_id = q.service_id and r.environment_id = q.environment_id
    and r.configuration_version < q.configuration_version;

-- The version before this one inserts changes without it.
create function fill_deployment_request_replaced() returns trigger
language plpgsql as $$
begin
    select r.id into new.replaced_id from deployment_request r
    where r.kind = 'configure' and r.state = 'withdrawn' and r.decided_at = new.requested_at
        and r.service_id = (select service_id from release where id = new.release_id)
        and r.environment_id = new.environment_id and r.configuration_version < new.configuration_version;
    return new;
end
$$;

create trigger fill_replaced before insert on deployment_request
    for each row when (new.kind = 'configure' and new.replaced_id is null) execute function fill_deployment_request_replaced();
