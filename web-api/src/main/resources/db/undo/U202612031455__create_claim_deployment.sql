create or replace function record_claim(
    deployment uuid, service_name text, release_version text, place text, door text, who text, began timestamptz, ended timestamptz,
    result text, why text, heard timestamptz, earliest timestamptz, latest timestamptz, event uuid, payload jsonb,
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
        or lock_for_claim(of_environment, earliest, latest)
        or commit_sha is not null and lock_out_hooks(hooks, place) then
        return;
    end if;
    if key is not null then
        insert into idempotency_key (caller, value, fingerprint, resource_id, created_at)
        values (record_claim.caller, key, record_claim.fingerprint, deployment, heard)
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
    values (event, 'api', deployment::text, 'deployment.recorded', payload, ended, heard, deployment);
    perform pg_notify('ledger', json_build_object('kind', 'deployment', 'id', deployment, 'service', service_name, 'environment', place)::text);
    return next;
end
$$;

drop function claim_deployment(uuid, text, text, text, text, text, timestamptz, timestamptz, text, text, timestamptz, timestamptz, timestamptz, boolean, uuid, jsonb, text, text, text);
