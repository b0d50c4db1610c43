package dev.slipway.ledger.deployment.query;

import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentRepository;
import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads deployments as pages and clients list them, and what is live. */
@ApplicationScoped
class DeploymentQueryRepository {
    /** The request {@code q} of a deployment, if it had one: it says who ran the pipeline, and why. */
    private static final String REQUEST = " left join DeploymentRequest q on q.id = d.requestId where true";

    /** Without entities, and without joins for names that are known. Columns that lists leave out come last. */
    private static final String SHOWN = """
            select new dev.slipway.ledger.deployment.query.Row(d.id, d.service.id, d.environment.id, dr.id, dr.version, dr.commit,
                d.artifactDigest, d.archive, d.operation, d.channel, d.actor, d.executor, d.startedAt, d.finishedAt, d.recordedAt,
                d.outcome, d.workers, d.isRollback, d.requestId, d.promotedFrom, d.kind, d.configurationVersion,
                d.failure.service, d.failure.reason, q.trigger.login, q.comment, %s, %s)
            from Deployment d left join d.release dr""" + REQUEST;

    /** Deployments as entities, with what their {@linkplain #REQUEST requests} say. */
    private static final String WITH_REQUEST = "select d, q.trigger.login, q.comment ";

    private static final String LISTED = SHOWN.formatted("cast(null as String)", "cast(null as String)");

    /** Events have no entity; only their sources are read, one for each event: sorting these few is cheaper in Java. */
    private static final String ONE = SHOWN.formatted("d.failure.log", """
            cast(sql('coalesce((select string_agg(source, '','') from event where deployment_id = ?), '''')', d.id)
                as String)""") + " and d.id = :id";

    /** The page sizes, each plus the extra row that shows whether there is a next page. */
    private static final List<Integer> LIMITS = List.of(2, 21, 51, 101);

    /** With so many hits, scanning the newest rows fills a page quickly. */
    private static final int MANY = 500;

    /**
     * One index look-up per service and environment, however many deployments there are: the last one, ignoring the
     * removal of an older archive ({@code shop-1.0.war} while {@code shop-1.1.war} runs), and removals from the
     * ledger's workers of a service that has its own workers.
     *
     * <p>A cross join written as {@code join … on true}: with {@code cross join}, Hibernate generates a wrong
     * correlation in the subquery.
     */
    private static final String LIVE = """
            from Service ls join Environment le on true
            join Deployment d on d.id = (
                select l.id from Deployment l
                where l.service.id = ls.id and l.environment.id = le.id and l.outcome = Outcome.SUCCEEDED
                    and (l.operation not in (Operation.UNDEPLOY, Operation.REMOVE) or l.archive is null
                        or l.archive = coalesce((
                            select case when b.isInGroup = l.isInGroup then b.archive else '' end from Deployment b
                            where b.service.id = ls.id and b.environment.id = le.id and b.outcome = Outcome.SUCCEEDED
                                and b.operation not in (Operation.UNDEPLOY, Operation.REMOVE)
                                and (b.startedAt, b.id) < (l.startedAt, l.id)
                            order by b.startedAt desc, b.id desc limit 1), l.archive))
                order by l.startedAt desc, l.id desc limit 1)""";

    /** A removed server group runs nothing. */
    private static final String NOT_REMOVED = " and (d.isInGroup = false or exists (select w.name from Worker w"
            + " where w.service.id = ls.id and w.environment.id = le.id))";

    private static final String PLACE = "select new dev.slipway.ledger.platform.page.Cursor(d.startedAt, d.id)"
            + " from Deployment d left join d.release dr where true";

    @PersistenceContext
    EntityManager entities;

    @Inject
    NameRepository names;

    /** One deployment, with the sources of its events. */
    Optional<DeploymentResponse> show(UUID id) {
        return entities.createQuery(ONE, Row.class).setParameter("id", id).getResultList().stream()
                .findFirst()
                .map(this::named);
    }

    /**
     * Some deployments, most recently started first.
     *
     * <p>The limit is part of the text: for a parameter, PostgreSQL assumes a tenth of the rows, finds the generic plan
     * too expensive and replans each execution, which costs more than the execution itself. It is rounded up, since Hibernate
     * keeps the plan of each text.
     */
    List<DeploymentResponse> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
        int most = LIMITS.stream().filter(one -> one >= limit).findFirst().orElse(limit);
        return chosen(LISTED, filter, after)
                .then(" limit " + most)
                .query(text -> entities.createQuery(text, Row.class))
                .getResultList()
                .stream()
                .limit(limit)
                .map(this::named)
                .toList();
    }

    private DeploymentResponse named(Row row) {
        return row.response(names.service(row.service()), names.environment(row.environment()));
    }

    /** The cursor of the last of so many deployments, if there are more after it. */
    Optional<Cursor> placeBehind(DeploymentFilter filter, @Nullable Cursor after, int count) {
        List<Cursor> lastAndNext = chosen(PLACE, filter, after)
                .query(text -> entities.createQuery(text, Cursor.class))
                .setFirstResult(count - 1)
                .setMaxResults(2)
                .getResultList();
        return lastAndNext.size() < 2 ? Optional.empty() : Optional.of(lastAndNext.get(0));
    }

    /** The deployments of these identities, in no order. */
    List<DeploymentResponse> show(Collection<UUID> ids) {
        return entities
                .createQuery(
                        WITH_REQUEST + "from Deployment d" + DeploymentRepository.DETAILS + REQUEST
                                + " and d.id in :ids",
                        Object[].class)
                .setParameter("ids", ids)
                .getResultList()
                .stream()
                .map(DeploymentQueryRepository::requested)
                .toList();
    }

    /** The live deployments, ordered by the names of service and environment, restricted by the filter. */
    List<Deployment> live(DeploymentFilter filter, int limit) {
        return liveQuery("select d " + LIVE + DeploymentRepository.WITH_DETAILS, filter, null)
                .query(text -> entities.createQuery(text, Deployment.class))
                .setMaxResults(limit)
                .getResultList();
    }

    /** The same after a place in that order, as clients see them. */
    List<DeploymentResponse> live(DeploymentFilter filter, @Nullable LiveCursor after, int limit) {
        return liveQuery(WITH_REQUEST + LIVE + DeploymentRepository.DETAILS + REQUEST, filter, after)
                .query(text -> entities.createQuery(text, Object[].class))
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(DeploymentQueryRepository::requested)
                .toList();
    }

    private static ListQuery liveQuery(String select, DeploymentFilter filter, @Nullable LiveCursor after) {
        ListQuery query = Conditions.addToLive(filter, new ListQuery(select));
        if (after != null) {
            query.and("ls.name >= :afterService", "afterService", after.service())
                    .and(
                            "(ls.name, le.name) > (:afterService, :afterEnvironment)",
                            "afterEnvironment",
                            after.environment());
        }
        return query.then(" and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)" + NOT_REMOVED
                + " order by ls.name, le.name");
    }

    /**
     * The deployments that contain a text.
     *
     * <p>One query per index: PostgreSQL would evaluate a condition across two tables as a filter over all rows.
     *
     * @return empty if there are too many hits to list: then scanning the newest rows finds some quickly
     */
    @SuppressWarnings("unchecked") // a native query knows no type
    Optional<List<UUID>> hits(Search search) {
        String sql = "select id from ((select d.id from deployment d where d.actor ilike :text or d.archive ilike :text"
                + search.digest()
                        .map(digest -> " or d.artifact_digest like :digest")
                        .orElse("")
                + " limit :many) union (select d.id from release r join deployment d on d.release_id = r.id where r.version ilike :text"
                + search.digest()
                        .map(digest -> " or r.artifact_digest like :digest")
                        .orElse("")
                + search.commit().map(commit -> " or r.commit_sha like :commit").orElse("")
                + " limit :many) union (select d.id from service s join deployment d on d.service_id = s.id where s.name ilike :text"
                + " limit :many)) hit limit :many";
        Query query = entities.createNativeQuery(sql, UUID.class)
                .setParameter("text", search.anywhere())
                .setParameter("many", MANY + 1);
        search.digest().ifPresent(digest -> query.setParameter("digest", digest));
        search.commit().ifPresent(commit -> query.setParameter("commit", commit));
        List<UUID> hits = query.getResultList();
        return hits.size() > MANY ? Optional.empty() : Optional.of(hits);
    }

    private static DeploymentResponse requested(Object[] row) {
        return DeploymentResponse.of((Deployment) row[0], (String) row[1], (String) row[2]);
    }

    private static ListQuery chosen(String from, DeploymentFilter filter, @Nullable Cursor after) {
        return Conditions.add(filter, new ListQuery(from)).newestFirst("d.startedAt", "d.id", after);
    }
}
