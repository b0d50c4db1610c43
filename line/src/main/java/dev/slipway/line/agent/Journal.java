package dev.slipway.line.agent;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the agent is doing in one environment, in a folder of its own: an entry, and the archives that it may still need. It is
 * there whole at any moment, however the agent ends.
 */
final class Journal {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final Path archives;
    private final boolean isForced;

    /** In this folder, which is made if need be; forced to the disk, it survives a power cut, too. */
    Journal(Path folder, boolean isForced) throws IOException {
        this.isForced = isForced;
        file = folder.resolve("journal.json");
        archives = Files.createDirectories(folder.resolve("archives"));
    }

    /** What is being done; empty where nothing is. */
    synchronized Optional<Entry> read() throws IOException {
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Entry.class)) : Optional.empty();
    }

    /** Beside it first, and then renamed: whoever is killed meanwhile leaves the one or the other. */
    synchronized void write(Entry entry) throws IOException {
        Path half = file.resolveSibling("journal.new");
        try (FileChannel channel = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(entry));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (isForced) {
                channel.force(true);
            }
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Nothing is being done any more. */
    synchronized void clear() throws IOException {
        Files.deleteIfExists(file);
        try (Stream<Path> kept = Files.list(archives)) {
            for (Path archive : kept.toList()) {
                Files.delete(archive);
            }
        }
    }

    /** Where the archive with this content is, or is to be. */
    Path archive(String hash) {
        return archives.resolve(HexFormat.of().formatHex(Base64.getDecoder().decode(hash)));
    }

    /** Where an archive comes in, before anybody knows its content. */
    Path incoming() {
        return archives.resolve("incoming");
    }

    /** The contents whose archives are here. */
    Set<String> saved() throws IOException {
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
