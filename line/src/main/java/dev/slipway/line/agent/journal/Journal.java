package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.line.file.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The persistent state of the agent's task in one environment: an entry and the archives it may still need. Always
 * consistent, even if the agent is killed or the power fails.
 */
public final class Journal {
    public static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final Path archives;

    /** Opens or creates it in this folder. */
    public Journal(Path folder) throws IOException {
        file = folder.resolve("journal.json");
        archives = Files.createDirectories(folder.resolve("archives"));
    }

    /** The current entry; empty if idle. */
    public synchronized Optional<JournalEntry> read() throws IOException {
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), JournalEntry.class)) : Optional.empty();
    }

    /** Replaces the entry. */
    public synchronized void write(JournalEntry entry) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsBytes(entry));
    }

    /** Deletes the entry and all archives. */
    public synchronized void clear() throws IOException {
        clear(Optional.empty());
    }

    /**
     * Deletes the entry, and all archives but one.
     *
     * @param runs the hash of what runs now: where that is here, whoever replaces it need not read it from a worker
     */
    public synchronized void clear(Optional<String> runs) throws IOException {
        Files.deleteIfExists(file);
        Optional<Path> kept = runs.map(this::archive);
        try (Stream<Path> all = Files.list(archives)) {
            for (Path archive : all.toList()) {
                if (kept.filter(archive::equals).isEmpty()) {
                    Files.delete(archive);
                    continue;
                }
                try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    /** The path of the archive with this hash. */
    public Path archive(String hash) {
        return archives.resolve(HexFormat.of().formatHex(Base64.getDecoder().decode(hash)));
    }

    /** The path for a download, before its hash is known. */
    public Path incoming() {
        return archives.resolve("incoming");
    }

    /** The hashes of the stored archives. */
    public Set<String> saved() throws IOException {
        Set<String> saved = new TreeSet<>();
        try (Stream<Path> kept = Files.list(archives)) {
            kept.map(archive -> archive.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{40}"))
                    .forEach(name -> saved.add(
                            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(name))));
        }
        return saved;
    }
}
