-- As the ledger asks for it.
select d1_0.id,d1_0.service_id,d1_0.environment_id,r1_0.id,r1_0.version,r1_0.commit_sha,d1_0.artifact_digest,d1_0.archive,d1_0.operation,d1_0.channel,d1_0.actor,d1_0.executor,d1_0.started_at,d1_0.finished_at,d1_0.recorded_at,d1_0.outcome,d1_0.workers,d1_0.is_rollback,d1_0.request_id,d1_0.promoted_from,d1_0.kind,d1_0.configuration_version,d1_0.failed_service,d1_0.failure,dr1_0.triggered_by,dr1_0.comment,cast(null as varchar),cast(null as varchar)
from deployment d1_0 left join release r1_0 on r1_0.id=d1_0.release_id left join deployment_request dr1_0 on dr1_0.id=d1_0.request_id
where true and d1_0.service_id=(select s2_0.id from service s2_0 where s2_0.name=:service)
order by d1_0.started_at desc,d1_0.id desc fetch first 21 rows only;
