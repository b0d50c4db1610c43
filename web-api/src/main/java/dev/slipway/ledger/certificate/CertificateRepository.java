package dev.slipway.ledger.certificate;

import dev.slipway.ledger.platform.mutex.MutexService;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class CertificateRepository {
    /** Arbitrary, but unique among the advisory locks of this database. */
    private static final long LOCK = 0x63657274L;

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /** Lets one worker at a time process the watcher's report. */
    void lock() {
        mutexes.acquire(LOCK);
    }

    List<Certificate> all() {
        return entities.createQuery("from Certificate c order by c.name", Certificate.class)
                .getResultList();
    }

    void add(Certificate certificate) {
        entities.persist(certificate);
    }

    void remove(Certificate certificate) {
        entities.remove(certificate);
    }

    void add(CertificateEvent event) {
        entities.persist(event);
    }

    /** When the watcher last ran; empty if never. */
    Optional<Instant> lookedAt() {
        return Optional.ofNullable(entities.createQuery("select max(c.lookedAt) from Certificate c", Instant.class)
                .getSingleResult());
    }

    List<Certificate> byName(@Nullable String after, int limit) {
        return entities.createQuery("from Certificate c where c.name > :after order by c.name", Certificate.class)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** A page of events, newest first, optionally of one name. */
    List<CertificateEvent> newestFirst(@Nullable String name, @Nullable Cursor after, int limit) {
        return new ListQuery("from CertificateEvent e where true")
                .and("e.name = :name", "name", name)
                .newestFirst("e.occurredAt", "e.id", after)
                .query(text -> entities.createQuery(text, CertificateEvent.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
