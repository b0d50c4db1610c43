package dev.slipway.line.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A nightly backup that is taken and not proven yet. Where its proof is cut off or fails, the next run proves it again,
 * and takes no other.
 *
 * @param repository where it is
 * @param report what was reported of it
 */
record UnprovenBackup(String repository, Report report) {
    /** An older one is not worth a proof of its own. */
    private static final Duration OLDEST = Duration.ofHours(6);

    private static final ObjectMapper JSON = new ObjectMapper();

    void write(Path file) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsBytes(this));
    }

    /** The one to be proven in this repository; empty if a new backup is to be taken. */
    static Optional<Report> find(Path file, String repository, Instant now) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        UnprovenBackup left = JSON.readValue(file.toFile(), UnprovenBackup.class);
        Instant taken = Instant.parse(left.report.takenAt());
        boolean isFresh = !taken.isAfter(now) && taken.plus(OLDEST).isAfter(now);
        return isFresh && left.repository.equals(repository) ? Optional.of(left.report) : Optional.empty();
    }
}
