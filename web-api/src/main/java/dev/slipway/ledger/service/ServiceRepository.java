package dev.slipway.ledger.service;

import dev.slipway.ledger.platform.text.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ServiceRepository {

    @PersistenceContext
    EntityManager entities;

    /** Adds it at once, so that the unique constraint speaks here and not at the end of the transaction. */
    void add(Service service) {
        entities.persist(service);
        entities.flush();
    }

    /**
     * Whether a service's server group, or its host, has this name, until its data are dropped: names are unique there,
     * too.
     */
    boolean isServerGroup(String name) {
        return !entities.createNativeQuery("""
                        select 1 from server_group
                        where :name in (name, host) and (not is_data_dropped or coalesce(made_version, 0) < wanted_version)
                        limit 1""", Integer.class)
                .setParameter("name", name)
                .getResultList()
                .isEmpty();
    }

    /** Adds it, unless one of its name is there or being added. */
    boolean addIfAbsent(Service service) {
        return entities.createNativeQuery("""
                                insert into service (id, name, title, created_at)
                                values (:id, :name, :title, :createdAt) on conflict (name) do nothing""")
                        .setParameter("id", service.id())
                        .setParameter("name", service.name())
                        .setParameter("title", service.title())
                        .setParameter("createdAt", service.createdAt())
                        .executeUpdate()
                == 1;
    }

    /** Gives it another project. */
    void setGitlabProject(Service service, GitlabProject project) {
        entities.createNativeQuery(
                        "update service set gitlab_project = :number, gitlab_issuer = :issuer where id = :id")
                .setParameter("number", project.number())
                .setParameter("issuer", project.issuer())
                .setParameter("id", service.id())
                .executeUpdate();
        entities.refresh(service);
    }

    Service get(UUID id) {
        return entities.find(Service.class, id);
    }

    Optional<Service> find(String name) {
        if (!Text.isName(name)) {
            return Optional.empty();
        }
        return entities.createQuery("from Service s where s.name = :name", Service.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    List<Service> byName(@Nullable String after, int limit) {
        return entities.createQuery("from Service s where s.name > :after order by s.name", Service.class)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(limit)
                .getResultList();
    }
}
