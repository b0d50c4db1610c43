package dev.slipway.line.cost;

/**
 * Makes a ledger's history by SQL: 200 services in four environments over thirty months, ending on 20 November 2026, at
 * random, but the same each time.
 *
 * <p>It is skewed as life is: few services, people and environments have most of the deployments, and none of the last
 * weeks has failed. One service, {@code probe}, has the same deployments in production however many there are of all
 * others: what is asked of it should cost the same.
 */
final class Generator {
    /** A service that has as many deployments as it would have in a small ledger. */
    static final String PROBE = "probe";

    /** A service that has a good part of all. */
    static final String BUSY = "service-0";

    /** A request with as many steps as any other. */
    static final String REQUEST = "00000000-0000-7000-8000-000000000001";

    private static final int SERVICES = 200;
    private static final int PEOPLE = 300;

    private static final String SQL = """
            set session_replication_role = replica;
            set maintenance_work_mem = '256MB';
            set work_mem = '64MB';
            select setseed(0.42);

            create function pg_temp.id(moment timestamptz) returns uuid language sql volatile as
            $$ select cast(lpad(to_hex(cast(extract(epoch from moment) * 1000 as bigint)), 12, '0') || '7' || substr(md5(random()::text), 1, 3)
                || '8' || substr(md5(random()::text), 1, 15) as uuid) $$;

            -- Indexes come back when the rows are there, as a bulk load has them.
            create temporary table later as
            select indexdef from pg_indexes i where schemaname = 'public' and tablename in ('deployment', 'release', 'repair', 'intervention', 'deployment_request', 'deployment_request_step')
            and not exists (select from pg_constraint c where c.conname = i.indexname);
            do $$ declare name text; begin
                for name in select i.indexname from pg_indexes i where i.schemaname = 'public' and i.indexdef in (select indexdef from later)
                loop execute 'drop index ' || quote_ident(name); end loop;
            end $$;
            truncate deployment, release, environment, service cascade;

            insert into service (id, name, title, created_at)
            select gen_random_uuid(), case i when %2$d then '%3$s' else 'service-' || i end, 'Service ' || i, '2024-05-20'
            from generate_series(0, %2$d) i;
            insert into environment (id, name, title, rank, created_at)
            select gen_random_uuid(), name, initcap(name), rank, '2024-05-20'
            from (values ('development', 10), ('test', 20), ('staging', 30), ('production', 100)) e (name, rank);

            -- One release for about ten deployments; of the probe one every five days.
            create temporary table release_plan as
            select floor(%2$d * power(random(), 2.5))::int service, timestamptz '2024-05-20Z' + random() * interval '914 days' made_at
            from generate_series(1, greatest(%1$d / 10, 1000))
            union all
            select i, timestamptz '2024-05-20Z' from generate_series(0, %2$d - 1) i
            union all
            select %2$d, timestamptz '2024-05-20Z' + i * interval '5 days' from generate_series(0, 180) i;
            insert into release (id, service_id, version, commit_sha, artifact_digest, recorded_at, merged_at, commit_count, first_committed_at)
            select pg_temp.id(p.made_at), s.id, '1.' || row_number() over (partition by s.id order by p.made_at) || '.0', md5(random()::text) || substr(md5(random()::text), 1, 8),
                'sha256:' || md5(random()::text) || md5(random()::text), p.made_at, p.made_at - random() * interval '2 hours', 3, p.made_at - random() * interval '5 days'
            from release_plan p join service s on s.name = case p.service when %2$d then '%3$s' else 'service-' || p.service end
            order by p.made_at;

            create temporary table drawn as
            select r.id release_id, r.service_id, r.artifact_digest, r.recorded_at + random() * interval '10 days' made_at,
                case when random() < 0.5 then 'development' when random() < 0.5 then 'test' when random() < 0.6 then 'staging' else 'production' end environment
            from generate_series(1, %1$d) i
            join (select row_number() over () n, r.* from release r join service s on s.id = r.service_id where s.name <> '%3$s') r
                on r.n = 1 + cast(i as bigint) * 7919 %% (select count(*) from release_plan where service < %2$d)
            union all
            select r.id, r.service_id, r.artifact_digest, r.recorded_at + interval '1 day', 'production'
            from release r join service s on s.id = r.service_id where s.name = '%3$s'
            union all
            select r.id, r.service_id, r.artifact_digest, r.recorded_at + interval '10 hours', e.name
            from environment e cross join (
                select distinct on (r.service_id) r.* from release r order by r.service_id, r.recorded_at) r;

            insert into deployment (id, release_id, service_id, environment_id, channel, actor, started_at, finished_at, outcome, recorded_at,
                artifact_digest, archive, operation, workers, is_rollback)
            select pg_temp.id(d.made_at), d.release_id, d.service_id, e.id,
                case when c < 0.85 then 'pipeline' when c < 0.9 then 'maven' when c < 0.95 then 'console' when c < 0.999 then 'cli' else 'scanner' end,
                case when c < 0.85 then 'service-account-pipeline' else 'person-' || floor(%4$d * random() * random())::int end,
                d.made_at, d.made_at + random() * interval '5 minutes', case when random() < 0.08 and d.made_at < '2026-11-01Z' then 'failed' else 'succeeded' end, d.made_at + interval '6 minutes',
                d.artifact_digest, 'archive-' || left(d.service_id::text, 8) || '.war',
                case when o < 0.8 then 'deploy' when o < 0.95 then 'replace' when o < 0.97 then 'redeploy' when o < 0.99 then 'undeploy' else 'remove' end,
                '{worker-1}', random() < 0.03
            from (select d.*, random() c, random() o from drawn d order by made_at) d join environment e on e.name = d.environment;

            insert into intervention (deployment_id, is_needed, marked_by, marked_at)
            select id, true, 'person-1', finished_at from deployment where random() < 0.02;
            insert into repair (deployment_id, repaired_id, is_automatic, linked_by, linked_at)
            select id, earlier, true, actor, finished_at
            from (select d.*, lag(id) over (partition by service_id, environment_id order by started_at, id) earlier from deployment d) d
            where is_rollback and earlier is not null;

            -- Every fifth deployment was an agent's, by a request with a dozen steps; one more request is asked for by its id.
            insert into deployment_request (id, release_id, service_id, environment_id, channel, actor, is_rollback, state, reasons, requested_at,
                decided_at, deployment_id, is_for_agent, executor, claimed_at)
            select case n when 1 then cast('%5$s' as uuid) else pg_temp.id(started_at) end, release_id, service_id, environment_id, channel, actor, is_rollback, 'done',
                '[]', started_at, started_at, id, true, 'agent', started_at
            from (select d.*, row_number() over (order by started_at) n from deployment d) d where n %% 5 = 1;
            insert into deployment_request_step (request_id, number, at, kind, worker, text)
            select r.id, i, r.requested_at + i * interval '1 second', case i %% 2 when 1 then 'started' else 'done' end, 'worker-1', 'Step ' || i
            from deployment_request r cross join generate_series(1, 12) i;

            do $$ declare definition text; begin
                for definition in select indexdef from later loop execute definition; end loop;
            end $$;
            drop table later, release_plan, drawn;
            """;

    private Generator() {}

    /** The statements that make about so many deployments in place of what there is. */
    static String sql(int deployments) {
        return SQL.formatted(deployments, SERVICES, PROBE, PEOPLE, REQUEST);
    }

    /** The statements that a database runs by itself sooner or later, each to be run alone. */
    static String[] upkeep() {
        return new String[] {
            "vacuum (analyze) deployment",
            "vacuum (analyze) deployment_request",
            "vacuum (analyze) deployment_request_step",
            "vacuum (analyze) release",
            "vacuum (analyze) intervention",
            "vacuum (analyze) repair",
            "vacuum (analyze) service",
            "vacuum (analyze) environment"
        };
    }
}
