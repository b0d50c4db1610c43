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
 * A nightly backup that is not proven yet. If its proof is interrupted or fails, later runs retry it for some hours,
 * and take no other backup before the next is due.
 *
 * @param repository the repository that has it
 * @param report the last report about it
 */
record UnprovenBackup(String repository, Report report) {
    /** The age up to which a backup is still proven. */
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

    /** The due time of the next backup although this one was never proven; empty if already due. */
    Optional<ZonedDateTime> next(ZonedDateTime now, LocalTime at) {
        return Optional.of(Schedule.next(taken().atZone(now.getZone()), at)).filter(next -> next.isAfter(now));
    }

    private Instant taken() {
        return Instant.parse(report.takenAt());
    }
}
