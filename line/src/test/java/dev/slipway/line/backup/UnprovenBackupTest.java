package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprovenBackupTest {
    private static final Instant TAKEN = Instant.parse("2026-11-27T02:30:00Z");
    private static final Report REPORT =
            Report.taken(TAKEN.toString(), "43b55275", 1000, 3).lacking("The database shop is missing.");

    @TempDir
    Path folder;

    @Test
    void isProvenAgainWhileItIsFresh() throws IOException {
        Path file = folder.resolve("unproven.json");
        assertThat(UnprovenBackup.find(file, "/mnt/backup", TAKEN)).isEmpty();
        new UnprovenBackup("/mnt/backup", REPORT).write(file);
        assertThat(UnprovenBackup.find(file, "/mnt/backup", TAKEN.plus(Duration.ofHours(1))))
                .as("with what is not in it")
                .contains(REPORT);
        assertThat(UnprovenBackup.find(file, "/mnt/backup", TAKEN.plus(Duration.ofHours(6))))
                .isEmpty();
        assertThat(UnprovenBackup.find(file, "/mnt/backup", TAKEN.minusSeconds(1)))
                .as("by a clock that was ahead")
                .isEmpty();
        assertThat(UnprovenBackup.find(file, "/mnt/elsewhere", TAKEN)).isEmpty();
    }
}
