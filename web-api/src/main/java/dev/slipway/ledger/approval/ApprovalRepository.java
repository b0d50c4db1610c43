package dev.slipway.ledger.approval;

import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ApprovalRepository {
    private static final String WITH_DETAILS =
            "from Approval a join fetch a.release r join fetch r.service join fetch a.environment where true";

    @PersistenceContext
    EntityManager entities;

    void add(Approval approval) {
        entities.persist(approval);
        entities.flush();
    }

    Optional<Approval> find(UUID id) {
        return entities.createQuery(WITH_DETAILS + " and a.id = :id", Approval.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** A page of approvals, newest first. Names are resolved in subqueries, so that one index serves both filter and order. */
    List<Approval> newestFirst(ApprovalFilter filter, @Nullable Cursor after, int limit) {
        return new ListQuery(WITH_DETAILS)
                .and("r.service.id = (select s.id from Service s where s.name = :service)", "service", filter.service())
                .and("r.version = :version", "version", filter.version())
                .and(
                        "a.environment.id = (select e.id from Environment e where e.name = :environment)",
                        "environment",
                        filter.environment())
                .and("a.approver = :approver", "approver", filter.approver())
                .newestFirst("a.decidedAt", "a.id", after)
                .query(text -> entities.createQuery(text, Approval.class))
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * Each approver's last decision on any of these releases for any of these environments, and on each change of their configurations,
     * oldest first.
     */
    List<Approval> inForce(Collection<UUID> releases, Collection<UUID> environments) {
        return entities.createQuery(WITH_DETAILS + """
                                 and r.id in :releases and a.environment.id in :environments and not exists (
                                    select 1 from Approval b
                                    where b.release.id = r.id and b.environment.id = a.environment.id
                                    and (b.requestId = a.requestId or b.requestId is null and a.requestId is null)
                                    and b.approver = a.approver and (b.decidedAt, b.id) > (a.decidedAt, a.id))
                                order by a.decidedAt, a.id""", Approval.class)
                .setParameter("releases", releases)
                .setParameter("environments", environments)
                .getResultList();
    }
}
