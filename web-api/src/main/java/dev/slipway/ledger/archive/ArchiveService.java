package dev.slipway.ledger.archive;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.spool.Spool;
import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stores archives, and deletes those that are no longer needed. */
@ApplicationScoped
public class ArchiveService {
    /** The largest archive that is accepted. */
    public static final long LARGEST = 1L << 30;

    private static final int AT_ONCE = 500;

    private final AtomicBoolean isSweepDue = new AtomicBoolean();

    @Inject
    ArchiveStore store;

    @Inject
    ArchiveRepository archives;

    @Inject
    LedgerConfig config;

    @Inject
    Clock clock;

    /** Whether the archive of this digest is kept, whichever service's it is. */
    public boolean isKept(Digest digest) {
        return store.has(digest);
    }

    /** Whether the archive of this release, which has this digest, is kept and its service's. */
    public boolean isKept(UUID release, Digest digest) {
        return isKept(digest) && claimed(Set.of(release)).isEmpty();
    }

    /**
     * Keeps the archive of this release, with this digest, for as long as one uploaded now, even if it is about to be
     * deleted as unneeded.
     *
     * @return whether it is kept, and its service's
     */
    public boolean extendRetention(UUID release, Digest digest) {
        return isKept(release, digest) && store.touch(digest, clock.instant());
    }

    /**
     * Those of these releases whose service only claims the archive, by a digest that anybody may have seen: the stored
     * archive may be another service's.
     */
    public Set<UUID> claimed(Collection<UUID> releases) {
        return releases.isEmpty() ? Set.of() : archives.claimed(releases);
    }

    /**
     * The archive of this digest, readable to its end even if it is deleted during the read; empty if it is not kept.
     */
    public Optional<FileChannel> open(Digest digest) throws IOException {
        return store.open(digest);
    }

    /** The services of which some release has this archive, by name. */
    public List<String> services(Digest digest) {
        return archives.services(digest);
    }

    /** Those of these services that do not only claim it; and those that it was deployed as, without a release. */
    public List<String> holders(Digest digest) {
        return archives.holders(digest);
    }

    /** Whether a worker of this service's own has this archive: the ledger has read it there. */
    public boolean isOnWorker(String service, Digest digest) {
        return archives.isOnWorker(service, digest);
    }

    /** Records a service's unproven claim to have a release of this digest. */
    @Transactional
    public void claim(String service, Digest digest) {
        archives.claim(service, digest);
    }

    /** Records that these services have the archive: the caller has uploaded it, or may read it anyway. */
    @Transactional
    public void confirm(Collection<String> services, Digest digest) {
        if (!services.isEmpty()) {
            archives.confirm(services, digest);
        }
    }

    /**
     * Stores an archive under its digest.
     *
     * @return whether it was not kept before
     */
    boolean store(Digest digest, InputStream body) throws IOException {
        if (services(digest).isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_REFERENCE,
                    "No release has this digest. Record the release first.",
                    new Violation("digest", "is of no release"));
        }
        try (Spool archive = store.spool(body, LARGEST)) {
            if (!archive.digest().equals(digest)) {
                throw new ProblemException(
                        ProblemType.DIGEST_DIFFERS,
                        "The %d bytes that came have the digest %s.".formatted(archive.size(), archive.digest()));
            }
            boolean isNew = store.store(archive);
            isSweepDue.set(true);
            return isNew;
        }
    }

    /**
     * Deletes unneeded archives, if one was uploaded since the last time: it may have taken another one's place among
     * those that are kept.
     */
    void sweepAfterUploads() throws IOException {
        if (isSweepDue.getAndSet(false)) {
            sweep();
        }
    }

    /** Deletes what need not be kept. */
    void sweep() throws IOException {
        Instant now = clock.instant();
        Retention retention = new Retention(config.archivesKept());
        Map<Digest, Instant> kept = store.list();
        Map<Digest, String> services = new HashMap<>();
        for (List<Digest> some : ArchiveBatches.of(kept.keySet(), Map.of(), AT_ONCE)) {
            services.putAll(archives.firstServices(some));
        }
        for (List<Digest> some : ArchiveBatches.of(kept.keySet(), services, AT_ONCE)) {
            Map<Digest, ArchiveUse> uses = archives.uses(some);
            for (Digest digest : some) {
                Instant listed = kept.getOrDefault(digest, now);
                if (!retention.keeps(Optional.ofNullable(uses.get(digest)), listed, now)) {
                    store.deleteUnlessModifiedSince(digest, listed);
                }
            }
        }
        store.deleteTorn(now.minus(Retention.NEW_FOR));
    }
}
