package dev.slipway.ledger.audit.extract;

import dev.slipway.ledger.platform.text.Lowercase;

/** Records that an extract contains for information; they may still change, and so are not in the chain. */
public enum Unsealed {
    /** Deployments as the ledger shows them, with names and workers' observations. */
    DEPLOYMENTS("""
            select cast(d.id as text), cast(jsonb_strip_nulls(to_jsonb(d) || jsonb_build_object('service', s.name, 'environment', e.name,
                'version', r.version)) as text)
            from deployment d join service s on s.id = d.service_id join environment e on e.id = d.environment_id
                left join release r on r.id = d.release_id
            where d.recorded_at >= :from and d.recorded_at < :until and d.id > cast(:after as uuid) order by d.id limit :most"""),
    /** Requests as they stand. */
    REQUESTS("""
            select cast(q.id as text), cast(jsonb_strip_nulls(jsonb_build_object('id', q.id, 'state', q.state, 'reasons',
                cast(q.reasons as jsonb), 'decided_at', q.decided_at, 'deployment_id', q.deployment_id, 'executor', q.executor)) as text)
            from deployment_request q
            where q.requested_at >= :from and q.requested_at < :until and q.id > cast(:after as uuid) order by q.id limit :most"""),
    /** Whether deployments needed intervention, by the latest statement on each. */
    INTERVENTIONS("""
            select cast(i.deployment_id as text), cast(to_jsonb(i) as text) from intervention i
            where i.marked_at >= :from and i.marked_at < :until and i.deployment_id > cast(:after as uuid)
            order by i.deployment_id limit :most""");

    private final String sql;

    Unsealed(String sql) {
        this.sql = sql;
    }

    /** Selects rows of id and JSON that follow an id. */
    String sql() {
        return sql;
    }

    /** Its file in an extract. */
    String file() {
        return "unsealed/" + Lowercase.of(this) + ".jsonl";
    }
}
