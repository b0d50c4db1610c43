-- Until the end of the transaction no hook of GitLab's is heard. Says whether one that was heard waits for a deployment in this environment:
-- each statement in here sees what was committed before it, so what came in while this waited for the lock is seen.
create function lock_out_hooks(key bigint, place text) returns boolean
language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(key);
    return exists (select from confirmation where deployment_id is null and environment = place);
end
$$;
