package dev.slipway.ledger.promotion;

import dev.slipway.ledger.archive.ArchiveService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads from the archives that the ledger keeps which database migrations they have; each once, since none ever changes. */
@ApplicationScoped
class MigrationFiles {
    private static final System.Logger LOG = System.getLogger(MigrationFiles.class.getName());
    private static final int REMEMBERED = 100;

    private final Map<String, SortedSet<String>> known = new LinkedHashMap<>();

    @Inject
    ArchiveService archives;

    /** What one archive has that the other has not; empty where that cannot be told. */
    Optional<List<String>> added(Optional<String> runs, String comes) {
        Optional<SortedSet<String>> before = runs.isEmpty() ? Optional.of(new TreeSet<>()) : in(runs.get());
        return before.flatMap(there -> in(comes)
                .map(here -> here.stream().filter(name -> !there.contains(name)).toList()));
    }

    /** One at a time: it takes a processor a second or two. */
    private synchronized Optional<SortedSet<String>> in(String digest) {
        if (known.containsKey(digest)) {
            return Optional.of(known.get(digest));
        }
        Optional<SortedSet<String>> read = read(digest);
        read.ifPresent(names -> {
            known.put(digest, names);
            if (known.size() > REMEMBERED) {
                known.remove(known.keySet().iterator().next());
            }
        });
        return read;
    }

    private Optional<SortedSet<String>> read(String digest) {
        try {
            Optional<FileChannel> opened = archives.open(digest);
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            try (FileChannel archive = opened.get()) {
                return ArchiveMigrations.in(Channels.newInputStream(archive));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The archive " + digest + " could not be read", e);
            return Optional.empty();
        }
    }
}
