package dev.slipway.ledger.archive;

import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Queries the tables of several features, so that releases can say whether their archives are kept. */
@ApplicationScoped
class ArchiveRepository {

    @PersistenceContext
    EntityManager entities;

    /** The services of which some release has this archive, by name. */
    List<String> services(Digest digest) {
        return entities.createNativeQuery("""
                        select distinct s.name from release r join service s on s.id = r.service_id
                        where r.artifact_digest = :digest order by s.name""", String.class)
                .setParameter("digest", digest.text())
                .getResultStream()
                .map(String.class::cast)
                .toList();
    }

    /**
     * The services that have this archive, by name: those with a release of it that they do not only claim; and those
     * that it was deployed as on the ledger's own workers, without a release.
     */
    List<String> holders(Digest digest) {
        return entities.createNativeQuery("""
                        select s.name from release r join service s on s.id = r.service_id
                        where r.artifact_digest = :digest and not exists (select from archive_claim c
                            where c.service_id = r.service_id and c.artifact_digest = r.artifact_digest)
                        union
                        select s.name from deployment d join service s on s.id = d.service_id
                        where d.artifact_digest = :digest and d.release_id is null and not d.is_in_group
                        order by 1""", String.class)
                .setParameter("digest", digest.text())
                .getResultStream()
                .map(String.class::cast)
                .toList();
    }

    /** Whether a worker of this service's own has this archive: the ledger has read it there. */
    boolean isOnWorker(String service, Digest digest) {
        return Boolean.TRUE.equals(entities.createNativeQuery("""
                        select exists (select from worker_archive a join worker w on w.name = a.worker
                            join service s on s.id = w.service_id where s.name = :service and a.artifact_digest = :digest)""", Boolean.class)
                .setParameter("service", service)
                .setParameter("digest", digest.text())
                .getSingleResult());
    }

    /** Those of these releases whose service only claims the archive. */
    Set<UUID> claimed(Collection<UUID> releases) {
        Stream<?> claimed = entities.createNativeQuery("""
                        select r.id from release r
                        join archive_claim c on c.service_id = r.service_id and c.artifact_digest = r.artifact_digest
                        where r.id in (:releases)""", UUID.class)
                .setParameter("releases", releases)
                .getResultStream();
        return claimed.map(UUID.class::cast).collect(Collectors.toSet());
    }

    /** Has a service claim an archive. */
    void claim(String service, Digest digest) {
        entities.createNativeQuery("""
                        insert into archive_claim (service_id, artifact_digest)
                        select id, :digest from service where name = :service on conflict do nothing""")
                .setParameter("service", service)
                .setParameter("digest", digest.text())
                .executeUpdate();
    }

    /** Ends the claims of these services on an archive: they have it. */
    void confirm(Collection<String> services, Digest digest) {
        entities.createNativeQuery("""
                        delete from archive_claim
                        where artifact_digest = :digest and service_id in (select id from service where name in (:services))""")
                .setParameter("services", services)
                .setParameter("digest", digest.text())
                .executeUpdate();
    }

    /**
     * An archive and its use.
     *
     * @param isLive null for no, where the last deployment of such a service is of no release
     * @param recordedAt in seconds since 1970
     */
    record Used(
            String digest,
            @Nullable Boolean isLive,
            boolean isRequested,
            @Nullable Integer place,
            long recordedAt) {

        Digest archive() {
            return new Digest(digest);
        }

        ArchiveUse use() {
            return new ArchiveUse(Boolean.TRUE.equals(isLive), isRequested, place, Instant.ofEpochSecond(recordedAt));
        }
    }

    /** An archive, and a service with a release of it. */
    record Owned(String digest, String service) {

        Digest archive() {
            return new Digest(digest);
        }
    }

    /** Of the services with a release of each of these archives, the first by name; without those of no release. */
    Map<Digest, String> firstServices(Collection<Digest> digests) {
        List<Owned> owned = entities.createNativeQuery("""
                        select r.artifact_digest, min(s.name) from release r join service s on s.id = r.service_id
                        where r.artifact_digest in (:digests) group by r.artifact_digest""", Owned.class)
                .setParameter("digests", digests.stream().map(Digest::text).toList())
                .getResultList();
        return owned.stream().collect(Collectors.toMap(Owned::archive, Owned::service));
    }

    /**
     * The uses of each of these archives; of each service only the last thousand deployments in each environment count.
     * Each environment is ranked separately, so that frequent deployments to others do not prevent its rollback.
     */
    Map<Digest, ArchiveUse> uses(Collection<Digest> digests) {
        List<Used> used = entities.createNativeQuery("""
                        with candidate as (
                            select id, service_id, artifact_digest, recorded_at from release where artifact_digest in (:digests)
                        ), deployed as (
                            select d.release_id,
                                row_number() over (partition by s.service_id, e.id order by max(d.started_at) desc) as place
                            from (select distinct service_id from candidate) s cross join environment e cross join lateral (
                                select release_id, started_at from deployment
                                where service_id = s.service_id and environment_id = e.id and outcome = 'succeeded'
                                    and release_id is not null and operation not in ('undeploy', 'remove')
                                order by started_at desc, id desc limit 1000
                            ) d group by s.service_id, e.id, d.release_id
                        ), live as (
                            select d.release_id
                            from (select distinct service_id from candidate) s cross join environment e cross join lateral (
                                select release_id from deployment
                                where service_id = s.service_id and environment_id = e.id and outcome = 'succeeded'
                                    and operation not in ('undeploy', 'remove')
                                order by started_at desc, id desc limit 1
                            ) d
                        )
                        select c.artifact_digest,
                            bool_or(c.id in (select release_id from live)
                                or exists (select 1 from worker_archive w where w.artifact_digest = c.artifact_digest)),
                            bool_or(exists (select 1 from deployment_request q
                                where q.release_id = c.id and q.state in ('waiting', 'allowed', 'running'))),
                            cast(min(p.place) as integer),
                            cast(extract(epoch from max(c.recorded_at)) as bigint)
                        from candidate c left join deployed p on p.release_id = c.id
                        group by c.artifact_digest""", Used.class)
                .setParameter("digests", digests.stream().map(Digest::text).toList())
                .getResultList();
        return used.stream().collect(Collectors.toMap(Used::archive, Used::use));
    }
}
