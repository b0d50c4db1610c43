package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprovenBackupTest {
    private static final Instant TAKEN = Instant.parse("2026-11-27T02:30:00Z");
    private static final Report REPORT =
            Report.taken(TAKEN.toString(), "43b55275", 1000, 3).lacking("The database shop is missing.");
    private static final UnprovenBackup BACKUP = new UnprovenBackup("/mnt/backup", REPORT);

    @TempDir
    Path folder;

    @Test
    void isFoundInItsRepository() throws IOException {
        Path file = folder.resolve("unproven.json");
        assertThat(UnprovenBackup.find(file, "/mnt/backup", TAKEN)).isEmpty();
        BACKUP.write(file);
        assertThat(UnprovenBackup.find(file, "/mnt/backup", TAKEN.plus(Duration.ofDays(1))))
                .as("with what is not in it")
                .contains(BACKUP);
        assertThat(UnprovenBackup.find(file, "/mnt/backup", TAKEN.minusSeconds(1)))
                .as("by a clock that was ahead")
                .isEmpty();
        assertThat(UnprovenBackup.find(file, "/mnt/elsewhere", TAKEN)).isEmpty();
    }

    @Test
    void isProvenAgainForSixHours() {
        assertThat(BACKUP.isFresh(TAKEN.plus(Duration.ofHours(6)).minusSeconds(1)))
                .isTrue();
        assertThat(BACKUP.isFresh(TAKEN.plus(Duration.ofHours(6)))).isFalse();
    }

    /** Where no proof succeeds, there would be several backups a day. */
    @Test
    void isFollowedByTheNextOneAtItsTime() {
        LocalTime at = LocalTime.of(2, 30);
        ZonedDateTime taken = TAKEN.atZone(ZoneOffset.UTC);
        assertThat(BACKUP.next(taken.plusHours(7), at)).contains(taken.plusDays(1));
        assertThat(BACKUP.next(taken.plusDays(2), at))
                .as("the machine was off meanwhile")
                .isEmpty();
    }
}
