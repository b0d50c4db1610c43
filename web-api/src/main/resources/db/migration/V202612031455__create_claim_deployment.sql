-- Records what a client claims, whole and in one round trip, where nothing else depends on it: no worker shows something of this time that
-- nobody has claimed, no hook of GitLab's waits for it, the caller may record it there, and has not used its key before, if it has one. Else,
-- or where one of the names is not known, it does nothing and returns no row.
--
-- It does not notify the pages: PostgreSQL commits transactions that notify one after the other, which took a third of its time and half of
-- what it could record. Who calls this notifies them afterwards, of many at once.
--
-- Names are resolved one by one: in one statement, its plan for any value would look the version up in the index that searches in texts.
create function claim_deployment(
    deployment uuid, service_name text, release_version text, place text, door text, who text, began timestamptz, ended timestamptz,
    result text, why text, heard timestamptz, earliest timestamptz, latest timestamptz, is_within_policy boolean, event uuid, payload jsonb,
    caller text, key text, fingerprint text)
returns table (release_id uuid, commit_sha text, artifact_digest text, configuration_version integer)
language plpgsql as $$
declare
    -- ConfirmationRepository has it, too.
    hooks constant bigint := 113702622486882;
    of_service uuid;
    of_environment uuid;
begin
    select id into of_service from service where name = service_name;
    select id into of_environment from environment where name = place;
    select r.id, r.commit_sha, r.artifact_digest into release_id, commit_sha, artifact_digest
    from release r where r.service_id = of_service and r.version = release_version;
    if not found or of_environment is null
        or not is_within_policy and exists (select from policy p where p.environment_id = of_environment)
        or lock_for_claim(of_environment, earliest, latest)
        or commit_sha is not null and lock_out_hooks(hooks, place) then
        return;
    end if;
    if key is not null then
        insert into idempotency_key (caller, value, fingerprint, resource_id, created_at)
        values (claim_deployment.caller, key, claim_deployment.fingerprint, deployment, heard)
        on conflict on constraint pk_idempotency_key do nothing;
        if not found then
            return;
        end if;
    end if;
    select g.configuration_version into configuration_version from server_group g
    where g.service_id = of_service and g.environment_id = of_environment and not g.is_removed;
    insert into deployment (id, release_id, service_id, environment_id, channel, actor, started_at, finished_at, outcome, recorded_at,
        artifact_digest, failure, configuration_version)
    values (deployment, release_id, of_service, of_environment, door, who, began, ended, result, heard,
        artifact_digest, why, configuration_version);
    insert into event (id, source, source_id, kind, payload, occurred_at, received_at, deployment_id)
    values (event, 'api', deployment::text, 'deployment.recorded',
        payload || jsonb_strip_nulls(jsonb_build_object('kind', 'deploy', 'configurationVersion', configuration_version)), ended, heard, deployment);
    return next;
end
$$;

-- For the previous release, whose pages wait for the notification.
create or replace function record_claim(
    deployment uuid, service_name text, release_version text, place text, door text, who text, began timestamptz, ended timestamptz,
    result text, why text, heard timestamptz, earliest timestamptz, latest timestamptz, event uuid, payload jsonb,
    caller text, key text, fingerprint text)
returns table (release_id uuid, commit_sha text, artifact_digest text, configuration_version integer)
language plpgsql as $$
begin
    return query select * from claim_deployment(
        deployment, service_name, release_version, place, door, who, began, ended, result, why, heard, earliest, latest, true, event, payload,
        caller, key, fingerprint);
    if found then
        perform pg_notify('ledger', json_build_object('kind', 'deployment', 'id', deployment, 'service', service_name, 'environment', place)::text);
    end if;
end
$$;
