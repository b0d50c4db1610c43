package dev.slipway.line.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A nightly backup that is taken and not proven yet. Where its proof is cut off or fails, the next runs prove it again for
 * some hours, and take no other before the next one is due.
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

    /** The one in this repository; empty if there is none, or it was taken by a clock that was ahead. */
    static Optional<UnprovenBackup> find(Path file, String repository, Instant now) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        UnprovenBackup left = JSON.readValue(file.toFile(), UnprovenBackup.class);
        return !left.taken().isAfter(now) && left.repository.equals(repository) ? Optional.of(left) : Optional.empty();
    }

    /** Whether to prove it again. */
    boolean isFresh(Instant now) {
        return taken().plus(OLDEST).isAfter(now);
    }

    /** When the next backup is due although this one was never proven; empty if it is due already. */
    Optional<ZonedDateTime> next(ZonedDateTime now, LocalTime at) {
        return Optional.of(Schedule.next(taken().atZone(now.getZone()), at)).filter(next -> next.isAfter(now));
    }

    private Instant taken() {
        return Instant.parse(report.takenAt());
    }
}
