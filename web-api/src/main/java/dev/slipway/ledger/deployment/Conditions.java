package dev.slipway.ledger.deployment;

import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query for deployments: a growing text and its parameters.
 *
 * <p>Names are resolved to ids in subqueries, so that one index serves both filter and order.
 */
class Conditions {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> parameters = new HashMap<>();

    /** The conditions on a deployment {@code d} with the release {@code dr}. */
    static Conditions of(DeploymentFilter filter) {
        return new Conditions()
                .and("d.service.id = (select s.id from Service s where s.name = :service)", "service", filter.service())
                .and(
                        "d.environment.id = (select e.id from Environment e where e.name = :environment)",
                        "environment",
                        filter.environment())
                .others(filter);
    }

    /** The conditions on a deployment {@code d} that is live for a service {@code ls} in an environment {@code le}. */
    static Conditions live(DeploymentFilter filter) {
        return new Conditions()
                .and("ls.name = :service", "service", filter.service())
                .and("le.name = :environment", "environment", filter.environment())
                .others(filter);
    }

    private Conditions others(DeploymentFilter filter) {
        and("d.channel = :channel", "channel", filter.channel());
        and("d.actor = :actor", "actor", filter.actor());
        and("d.outcome = :outcome", "outcome", filter.outcome());
        and("d.operation = :operation", "operation", filter.operation());
        and("d.release.id in (select r.id from Release r where r.version = :version)", "version", filter.version());
        and("d.release.id = :releaseId", "releaseId", filter.releaseId());
        and("d.startedAt >= :from", "from", filter.from());
        and("d.startedAt < :until", "until", filter.until());
        // Old deployments have no digest of their own, only their release does.
        and("""
                d.id in (select a.id from Deployment a where a.artifactDigest = :digest
                    union all select b.id from Deployment b join b.release r where r.artifactDigest = :digest)""", "digest", filter.artifactDigest());
        return filter.search() == null ? this : found(filter.search());
    }

    private Conditions found(Search search) {
        List<UUID> hits = search.hits();
        if (hits != null) {
            return hits.isEmpty() ? then(" and false") : and("d.id in :hits", "hits", hits);
        }
        String anywhere = " ilike :text escape '\\'";
        then(" and (d.actor" + anywhere + " or d.archive" + anywhere + " or dr.version" + anywhere
                + " or d.service.id in (select fs.id from Service fs where fs.name" + anywhere + ")");
        with("text", search.anywhere());
        search.digest()
                .ifPresent(digest ->
                        then(" or d.artifactDigest like :digestPrefix or dr.artifactDigest like :digestPrefix")
                                .with("digestPrefix", digest));
        search.commit()
                .ifPresent(commit -> then(" or dr.commit like :commitPrefix").with("commitPrefix", commit));
        return then(")");
    }

    /** Adds a condition with one parameter, unless its value is null. */
    Conditions and(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            text.append(" and ").append(condition);
            parameters.put(parameter, value);
        }
        return this;
    }

    /** Sets one more parameter. */
    Conditions with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Appends query text as is. */
    Conditions then(String words) {
        text.append(words);
        return this;
    }

    /** The query that is made of these words by, for one, an entity manager. */
    <T> TypedQuery<T> query(Function<String, TypedQuery<T>> made) {
        TypedQuery<T> query = made.apply(text.toString());
        parameters.forEach(query::setParameter);
        return query;
    }
}
