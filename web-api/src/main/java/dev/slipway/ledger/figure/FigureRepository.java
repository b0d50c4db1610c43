package dev.slipway.ledger.figure;

import dev.slipway.ledger.platform.page.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class FigureRepository {

    @PersistenceContext
    EntityManager entities;

    /** Those of all workers, by name. */
    Map<String, Figures> all() {
        return entities.createQuery("from Figures f", Figures.class)
                .getResultStream()
                .collect(Collectors.toMap(figures -> figures.worker, Function.identity()));
    }

    void add(Figures figures) {
        entities.persist(figures);
    }

    /** Deletes workers without a report since then. */
    void removeBefore(Instant before) {
        entities.createQuery("delete from Figures f where f.askedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    /** Some, by the workers' names. */
    List<Figures> byWorker(@Nullable String service, @Nullable String after, int limit) {
        return new ListQuery("from Figures f where true")
                .and("f.service = :service", "service", service)
                .and("f.worker > :after", "after", after)
                .then(" order by f.worker")
                .query(text -> entities.createQuery(text, Figures.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
