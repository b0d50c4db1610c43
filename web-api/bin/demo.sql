-- A story to look around in: three services, two environments, a hundred days. Read by `./slipway up --demo` alone, never by a
-- migration. The same story each time, but for the ids: the random numbers begin at one seed, and all times count back from now.
\set ON_ERROR_STOP on
begin;

select setseed(0.1114);

insert into environment (id, name, title, rank, created_at)
values (gen_random_uuid(), 'staging', 'Staging', 50, now() - interval '101 days');

insert into service (id, name, title, created_at)
values
    (gen_random_uuid(), 'web-shop', 'Web shop', now() - interval '101 days'),
    (gen_random_uuid(), 'billing', 'Billing', now() - interval '101 days'),
    (gen_random_uuid(), 'search', 'Product search', now() - interval '101 days');

-- Production asks for passed tests and for somebody else's approval, and rests at the weekend.
insert into policy (id, environment_id, version, required_evidence, approvals, is_four_eyes, freezes, changed_by, changed_at)
select
    gen_random_uuid(), e.id, 1, '{tests}', 1, true,
    '[{"name": "Weekend", "zone": "Europe/Berlin", "days": ["SATURDAY", "SUNDAY"], "from": "00:00", "until": "23:59"}]',
    'carol', now() - interval '90 days'
from environment e
where e.name = 'production' and not exists (select 1 from policy p where p.environment_id = e.id);

create function pg_temp.digest() returns text as $$
    select 'sha256:' || encode(sha256(random()::text::bytea), 'hex')
$$ language sql volatile;

create function pg_temp.one_of(choices text[]) returns text as $$
    select choices[1 + floor(random() * cardinality(choices))::int]
$$ language sql volatile;

create function pg_temp.deploy(
    of_release uuid, of_service uuid, of_environment uuid, at timestamptz, by_actor text, by_channel text,
    with_outcome text, as_rollback boolean) returns uuid as $$
    insert into deployment (id, release_id, service_id, environment_id, channel, actor, started_at, finished_at, outcome,
        recorded_at, operation, is_rollback, failure)
    values (gen_random_uuid(), of_release, of_service, of_environment, by_channel, by_actor, at,
        at + interval '6 seconds' + random() * interval '14 seconds', with_outcome, at + interval '25 seconds', 'replace', as_rollback,
        case when with_outcome = 'failed' then 'A service did not start; what ran before runs on.' end)
    returning id
$$ language sql volatile;

do $$
declare
    shipped record;
    production uuid := (select id from environment where name = 'production');
    staging uuid := (select id from environment where name = 'staging');
    merged timestamptz;
    release uuid;
    previous uuid;
    broken uuid;
    repairing uuid;
    number int;
    commits int;
    deployed timestamptz;
    door text[];
begin
    for shipped in
        select s.id, s.name, pace.every, pace.major
        from (values ('web-shop', interval '30 hours', 4), ('billing', interval '6 days', 2), ('search', interval '3 days', 1))
            as pace (name, every, major)
        join service s using (name)
        order by s.name
    loop
        merged := now() - interval '100 days';
        previous := null;
        broken := null;
        number := 0;
        loop
            merged := merged + shipped.every * (0.6 + random() * 0.8);
            exit when merged > now() - interval '20 hours';
            number := number + 1;
            commits := 1 + floor(random() * 6);
            release := gen_random_uuid();
            insert into release (id, service_id, version, commit_sha, artifact_digest, source_url, built_at, recorded_at, merged_at,
                commit_count, first_committed_at)
            values (release, shipped.id, shipped.major || '.' || number / 8 || '.' || number % 8,
                left(encode(sha256(release::text::bytea), 'hex'), 40), pg_temp.digest(),
                'https://git.example.org/shop/' || shipped.name, merged + interval '6 minutes', merged + interval '9 minutes', merged,
                commits, merged - commits * interval '5 hours');
            insert into release_commit (release_id, position, sha, title, author, committed_at)
            select
                release, n - 1, left(encode(sha256((release::text || n)::bytea), 'hex'), 40),
                pg_temp.one_of(array['Show the delivery date at the checkout', 'Round per invoice and not per line',
                    'Ask for the postcode before the street', 'Find words with umlauts', 'Let the cart outlive the session',
                    'Send the receipt in the language of the order', 'Take Hibernate ORM to the newest patch',
                    'Give the search box a label', 'Retry the payment once, with the same key', 'Drop the unused coupon table',
                    'Log the order number with every refusal', 'Index orders by customer']),
                pg_temp.one_of(array['alice', 'bob', 'dana']), merged - n * interval '5 hours'
            from generate_series(1, commits) n;

            perform pg_temp.deploy(release, shipped.id, staging, merged + interval '11 minutes', 'service-account-pipeline', 'pipeline',
                case when random() < 0.06 then 'failed' else 'succeeded' end, false);

            deployed := merged + interval '2 hours' + random() * interval '14 hours';
            door := case
                when random() < 0.86 then array['service-account-pipeline', 'pipeline']
                when random() < 0.5 then array['bob', 'console']
                else array['bob', 'maven'] end;
            if random() < 0.05 then
                perform pg_temp.deploy(release, shipped.id, production, deployed, door[1], door[2], 'failed', false);
                deployed := deployed + interval '40 minutes';
            end if;
            repairing := pg_temp.deploy(release, shipped.id, production, deployed, door[1], door[2], 'succeeded', false);
            if broken is not null then
                insert into repair (deployment_id, repaired_id, is_automatic, linked_by, linked_at)
                values (repairing, broken, false, 'dana', deployed + interval '5 minutes');
                broken := null;
            elsif previous is not null and random() < 0.07 then
                insert into intervention (deployment_id, is_needed, note, marked_by, marked_at)
                values (repairing, true,
                    pg_temp.one_of(array['Checkout answered 500 for guests.', 'Prices were shown without tax.',
                        'The index was rebuilt at each start.']), 'dana', deployed + interval '15 minutes');
                if random() < 0.6 then
                    insert into repair (deployment_id, repaired_id, is_automatic, linked_by, linked_at)
                    select
                        pg_temp.deploy(previous, shipped.id, production, deployed + interval '12 minutes' + random() * interval '50 minutes',
                            'bob', 'console', 'succeeded', true),
                        repairing, true, 'bob', deployed + interval '1 hour';
                else
                    broken := repairing;
                end if;
            end if;
            previous := release;
        end loop;
    end loop;
end
$$;

commit;
