package dev.slipway.ledger.environment;

import dev.slipway.ledger.platform.text.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class EnvironmentRepository {

    @PersistenceContext
    EntityManager entities;

    /** Inserts it at once, so that a violated unique constraint is reported here and not at commit. */
    void add(Environment environment) {
        entities.persist(environment);
        entities.flush();
    }

    /** Adds it, unless one of its name is there or being added. */
    boolean addIfAbsent(Environment environment) {
        return entities.createNativeQuery("""
                                insert into environment (id, name, title, rank, created_at)
                                values (:id, :name, :title, :rank, :createdAt) on conflict (name) do nothing""")
                        .setParameter("id", environment.id())
                        .setParameter("name", environment.name())
                        .setParameter("title", environment.title())
                        .setParameter("rank", environment.rank())
                        .setParameter("createdAt", environment.createdAt())
                        .executeUpdate()
                == 1;
    }

    Environment get(UUID id) {
        return entities.find(Environment.class, id);
    }

    Optional<Environment> find(String name) {
        if (!Text.isName(name)) {
            return Optional.empty();
        }
        return entities.createQuery("from Environment e where e.name = :name", Environment.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    List<String> names() {
        return entities.createQuery("select e.name from Environment e order by e.rank, e.name", String.class)
                .getResultList();
    }

    List<Environment> byRank(RankCursor after, int limit) {
        return entities.createQuery(
                        "from Environment e where (e.rank, e.name) > (:rank, :name) order by e.rank, e.name",
                        Environment.class)
                .setParameter("rank", after.rank())
                .setParameter("name", after.name())
                .setMaxResults(limit)
                .getResultList();
    }
}
