-- Until the end of the transaction nothing that workers show in this environment is taken in; others may claim, too. Says whether they show
-- something of this time that nobody has claimed: each statement in here sees what was committed before it, so what came in while
-- this waited for the lock is seen.
create function lock_for_claim(place uuid, earliest timestamptz, latest timestamptz) returns boolean
language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('deployments of ' || place, 0));
    return exists (
        select from deployment
        where environment_id = place and not is_claimed and started_at between earliest and latest);
end
$$;
