-- What the ledger runs for a record: the look for what it is about, the row, the event, GitLab's word on it, and a word to the pages; this one goes
-- to none of them.
\set ago random(60, 72000)
begin;
select r1_0.id,r1_0.artifact_digest,r1_0.built_at,r1_0.commit_sha,r1_0.commit_count,r1_0.first_committed_at,r1_0.merged_at,r1_0.recorded_at,r1_0.service_id,s1_0.id,s1_0.created_at,s1_0.gitlab_project,s1_0.gitlab_issuer,s1_0.name,s1_0.title,r1_0.source_url,r1_0.version,e1_0.id,e1_0.created_at,e1_0.name,e1_0.rank,e1_0.title,(select sg1_0.configuration_version from server_group sg1_0 where sg1_0.service_id=s1_0.id and sg1_0.environment_id=e1_0.id and sg1_0.is_removed=false),cast(lock_for_claim(e1_0.id,now() - :ago * interval '1 second' - interval '6 hours',now() - :ago * interval '1 second') as boolean),r1_0.id as release,e1_0.id as environment,gen_random_uuid() as made
from release r1_0 join service s1_0 on s1_0.id=r1_0.service_id join environment e1_0 on e1_0.name='bench-dev' where s1_0.name=:service and r1_0.version=:version \gset
insert into deployment (actor,archive,artifact_digest,channel,configuration_version,environment_id,executor,failed_service,failure,failure_log,finished_at,is_claimed,is_in_group,is_rollback,kind,operation,outcome,promoted_from,recorded_at,release_id,request_id,service_id,started_at,workers,id)
values ('service-account-pipeline',null,:artifact_digest,'pipeline',null,:environment,null,null,null,null,now() - :ago * interval '1 second' + interval '20 seconds',true,false,false,'deploy','deploy','succeeded',null,now(),:release,null,:service_id,now() - :ago * interval '1 second','{}',:made);
insert into event (id, source, source_id, kind, payload, occurred_at, received_at, deployment_id)
values (gen_random_uuid(),'api',:made,'deployment.recorded','{"service":"bench-1","version":"1.1.0","environment":"bench-dev","channel":"pipeline","outcome":"succeeded"}',now(),now(),cast(cast(:made as text) as uuid))
on conflict (source, source_id) do nothing;
select lock_out_hooks(1, 'bench-dev');
select cast(pg_notify('bench', :made) as text);
commit;
