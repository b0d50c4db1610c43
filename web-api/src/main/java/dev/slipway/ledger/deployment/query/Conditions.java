package dev.slipway.ledger.deployment.query;

import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.platform.page.ListQuery;
import java.util.List;
import java.util.UUID;

/**
 * The query conditions for a filter of deployments.
 *
 * <p>Names are resolved to ids in subqueries, so that one index serves both filter and order.
 */
final class Conditions {

    private Conditions() {}

    /** Adds the conditions on a deployment {@code d} with the release {@code dr}. */
    static ListQuery add(DeploymentFilter filter, ListQuery query) {
        query.and("d.service.id = (select s.id from Service s where s.name = :service)", "service", filter.service())
                .and(
                        "d.environment.id = (select e.id from Environment e where e.name = :environment)",
                        "environment",
                        filter.environment());
        return others(filter, query);
    }

    /** Adds the conditions on a deployment {@code d} that is live for a service {@code ls} in an environment {@code le}. */
    static ListQuery addToLive(DeploymentFilter filter, ListQuery query) {
        query.and("ls.name = :service", "service", filter.service())
                .and("le.name = :environment", "environment", filter.environment());
        return others(filter, query);
    }

    private static ListQuery others(DeploymentFilter filter, ListQuery query) {
        Outcome outcome = filter.outcome();
        if (outcome != null) {
            // In the text: PostgreSQL uses the index of the failed ones only where it knows that they are meant.
            query.then(" and d.outcome = Outcome." + outcome.name());
        }
        query.and("d.channel = :channel", "channel", filter.channel())
                .and("d.actor = :actor", "actor", filter.actor())
                .and("d.operation = :operation", "operation", filter.operation())
                .and(
                        "d.release.id in (select r.id from Release r where r.version = :version)",
                        "version",
                        filter.version())
                .and("d.release.id = :releaseId", "releaseId", filter.releaseId())
                .and("d.startedAt >= :from", "from", filter.from())
                .and("d.startedAt < :until", "until", filter.until())
                // Old deployments have no digest of their own, only their release does.
                .and("""
                d.id in (select a.id from Deployment a where a.artifactDigest = :digest
                    union all select b.id from Deployment b join b.release r where r.artifactDigest = :digest)""", "digest", filter.artifactDigest());
        return filter.search() == null ? query : found(filter.search(), query);
    }

    private static ListQuery found(Search search, ListQuery query) {
        List<UUID> hits = search.hits();
        if (hits != null) {
            return hits.isEmpty() ? query.then(" and false") : query.and("d.id in :hits", "hits", hits);
        }
        String anywhere = " ilike :text escape '\\'";
        query.then(" and (d.actor" + anywhere + " or d.archive" + anywhere + " or dr.version" + anywhere
                        + " or d.service.id in (select fs.id from Service fs where fs.name" + anywhere + ")")
                .with("text", search.anywhere());
        search.digest()
                .ifPresent(digest -> query.then(
                                " or d.artifactDigest like :digestPrefix or dr.artifactDigest like :digestPrefix")
                        .with("digestPrefix", digest));
        search.commit()
                .ifPresent(
                        commit -> query.then(" or dr.commit like :commitPrefix").with("commitPrefix", commit));
        return query.then(")");
    }
}
