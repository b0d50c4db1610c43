package dev.slipway.ledger.evidence;

import dev.slipway.ledger.evidence.contents.Failure;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class EvidenceRepository {
    private static final int PART_BYTES = 1 << 18;

    @PersistenceContext
    EntityManager entities;

    /** Inserts it at once, so that a violated unique constraint is reported here and not at commit. */
    void add(Evidence evidence) {
        entities.persist(evidence);
        entities.flush();
    }

    /** Keeps the file, piece by piece. */
    void store(UUID evidence, InputStream file) throws IOException {
        int position = 0;
        for (byte[] part = file.readNBytes(PART_BYTES); part.length > 0; part = file.readNBytes(PART_BYTES)) {
            entities.createNativeQuery(
                            "insert into evidence_part (evidence_id, position, content) values (:evidence, :position, :content)")
                    .setParameter("evidence", evidence)
                    .setParameter("position", position++)
                    .setParameter("content", part)
                    .executeUpdate();
        }
    }

    /** Writes the file, of which one piece at a time is in memory. */
    void copyTo(UUID evidence, OutputStream out) throws IOException {
        int position = 0;
        for (Optional<byte[]> part = part(evidence, 0); part.isPresent(); part = part(evidence, ++position)) {
            out.write(part.get());
        }
    }

    private Optional<byte[]> part(UUID evidence, int position) {
        return entities.createNativeQuery(
                        "select content from evidence_part where evidence_id = :evidence and position = :position",
                        byte[].class)
                .setParameter("evidence", evidence)
                .setParameter("position", position)
                .getResultStream()
                .map(byte[].class::cast)
                .findFirst();
    }

    Optional<Evidence> find(UUID id) {
        return entities.createQuery("from Evidence e join fetch e.release where e.id = :id", Evidence.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    List<Failure> failures(UUID evidence) {
        return entities.createQuery(
                        "select f from Evidence e join e.failures f where e.id = :evidence order by index(f)",
                        Failure.class)
                .setParameter("evidence", evidence)
                .getResultList();
    }

    /** This very file, if it is evidence of the release already. */
    Optional<Evidence> find(UUID release, Digest digest) {
        return entities.createQuery(
                        "from Evidence e join fetch e.release r where r.id = :release and e.digest = :digest",
                        Evidence.class)
                .setParameter("release", release)
                .setParameter("digest", digest.text())
                .getResultStream()
                .findFirst();
    }

    long count(UUID release) {
        return entities.createQuery("select count(e) from Evidence e where e.release.id = :release", Long.class)
                .setParameter("release", release)
                .getSingleResult();
    }

    /** Some of the evidence of a release, newest first. */
    List<Evidence> newestFirst(UUID release, @Nullable Cursor after, int limit) {
        return new ListQuery("from Evidence e join fetch e.release r where r.id = :release")
                .with("release", release)
                .newestFirst("e.recordedAt", "e.id", after)
                .query(text -> entities.createQuery(text, Evidence.class))
                .setMaxResults(limit)
                .getResultList();
    }

    /** The facts of all evidence of a release, newest first. */
    List<EvidenceFact> facts(UUID release) {
        return entities.createQuery(
                        "select new dev.slipway.ledger.evidence.EvidenceFact(e.id, e.digest, e.kind, e.name, e.verdict, e.recordedAt)"
                                + " from Evidence e where e.release.id = :release order by e.recordedAt desc, e.id desc",
                        EvidenceFact.class)
                .setParameter("release", release)
                .getResultList();
    }
}
