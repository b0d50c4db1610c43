package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.roll.ContentHash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The persistent state of the agent's task in one environment: an entry and the archives it may still need. Always
 * consistent, even if the agent is killed or the power fails.
 */
public final class Journal {
    public static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new TextModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String FILE = "journal.json";

    private final Path file;
    private final Path archives;
    private final Consumer<String> log;

    /** Opens or creates it in this folder. */
    public Journal(Path folder, Consumer<String> log) throws IOException {
        this.log = log;
        file = folder.resolve(FILE);
        archives = Files.createDirectories(folder.resolve("archives"));
    }

    /** Whether there is an entry in this folder, for somebody who must create nothing there. */
    public static boolean isLeftIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** The current entry; empty if idle. One that cannot be read is put aside, for nothing would come after it. */
    public synchronized Optional<JournalEntry> read() throws IOException {
        Path aside = file.resolveSibling("journal.unreadable");
        return StateFile.read(
                file,
                JournalEntry.class,
                aside,
                reason -> log.accept("The journal cannot be read, and was moved aside: " + aside + ": " + reason
                        + ". What the ledger waits for starts over."));
    }

    /**
     * Adds a task's first entry.
     *
     * @throws IOException also if there is an entry, of a task that is unfinished
     */
    public synchronized void begin(JournalEntry entry) throws IOException {
        Optional<JournalEntry> other = read();
        if (other.isPresent()) {
            throw new IOException("The deployment of " + other.get().task().title() + " is unfinished.");
        }
        write(entry);
    }

    /** Replaces the entry. */
    public synchronized void write(JournalEntry entry) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsBytes(entry));
    }

    /** Deletes the entry and all archives. */
    public synchronized void clear() throws IOException {
        clear(Set.of());
    }

    /**
     * Deletes the entry, and all archives but some.
     *
     * @param kept the hashes of the current archive, so that its replacement need not read it from a worker, and of the
     *     previous one, so that a rollback need not fetch it
     */
    public synchronized void clear(Set<ContentHash> kept) throws IOException {
        Files.deleteIfExists(file);
        Set<Path> left = kept.stream().map(this::archive).collect(Collectors.toSet());
        Set<Path> notes = kept.stream().map(this::noteFile).collect(Collectors.toSet());
        try (Stream<Path> all = Files.list(archives)) {
            for (Path one : all.toList()) {
                if (left.contains(one)) {
                    try (FileChannel channel = FileChannel.open(one, StandardOpenOption.WRITE)) {
                        channel.force(true);
                    }
                } else if (!notes.contains(one)) {
                    Files.delete(one);
                }
            }
        }
    }

    /**
     * Notes the digest of a stored archive, so that it is found by that. A note that a power failure damages or loses finds nothing.
     *
     * @param hash the hash of the same bytes
     */
    public void note(ContentHash hash, Digest digest) throws IOException {
        Files.writeString(noteFile(hash), digest.text(), StandardCharsets.ISO_8859_1);
    }

    /** The recorded hash of the stored archive with this digest, if any. The file may have been damaged since. */
    public Optional<ContentHash> noted(Digest digest) throws IOException {
        for (ContentHash hash : saved()) {
            Path note = noteFile(hash);
            if (Files.exists(note)
                    && Files.readString(note, StandardCharsets.ISO_8859_1).equals(digest.text())) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    private Path noteFile(ContentHash hash) {
        return archives.resolve(archive(hash).getFileName() + ".sha256");
    }

    /** The path of the archive with this hash. */
    public Path archive(ContentHash hash) {
        return archives.resolve(hash.hex());
    }

    /** The path for a download, before its hash is known. */
    public Path incoming() {
        return archives.resolve("incoming");
    }

    /** The hashes of the stored archives. */
    public Set<ContentHash> saved() throws IOException {
        Set<ContentHash> saved = new HashSet<>();
        try (Stream<Path> kept = Files.list(archives)) {
            kept.map(archive -> archive.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{40}"))
                    .forEach(name -> saved.add(ContentHash.ofHex(name)));
        }
        return saved;
    }
}
