package dev.slipway.ledger.promotion;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the database migrations of stored archives; each archive once, since none ever changes, and one at a time,
 * since it takes a processor a second or two.
 */
@ApplicationScoped
class MigrationFiles {
    private static final System.Logger LOG = System.getLogger(MigrationFiles.class.getName());
    private static final int REMEMBERED = 100;

    /** The longest wait for other archives' reads, since each waiting request occupies one of the worker's threads. */
    private static final long PATIENCE_MILLIS = 500;

    private final Lock reading = new ReentrantLock();

    /** By digest; empty if it cannot be told. Changed only while reading. */
    private final Map<Digest, Optional<SortedSet<String>>> known = Collections.synchronizedMap(new LinkedHashMap<>());

    @Inject
    ArchiveService archives;

    /** The migrations that only the second archive has; empty if unknown, or not available at the moment. */
    Optional<List<String>> added(Optional<Digest> runs, Digest comes) {
        Optional<SortedSet<String>> before = runs.isEmpty() ? Optional.of(new TreeSet<>()) : in(runs.get());
        return before.flatMap(there -> in(comes)
                .map(here -> here.stream().filter(name -> !there.contains(name)).toList()));
    }

    private Optional<SortedSet<String>> in(Digest digest) {
        if (known.containsKey(digest)) {
            return remembered(digest);
        }
        if (!tryLockReading()) {
            return Optional.empty();
        }
        try {
            if (!known.containsKey(digest)) {
                read(digest);
            }
            return remembered(digest);
        } finally {
            reading.unlock();
        }
    }

    private Optional<SortedSet<String>> remembered(Digest digest) {
        return known.getOrDefault(digest, Optional.empty());
    }

    private boolean tryLockReading() {
        try {
            return reading.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does not cache failures, from a missing archive or a failing disk: they may be temporary. */
    private void read(Digest digest) {
        try {
            Optional<FileChannel> opened = archives.open(digest);
            if (opened.isEmpty()) {
                return;
            }
            try (FileChannel archive = opened.get()) {
                known.put(digest, ArchiveMigrations.in(Channels.newInputStream(archive)));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The archive " + digest + " could not be read", e);
        }
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
