package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the watcher takes the nightly backup; without a line that runs. */
class BackupClockTest {
    private static final String TICK = """
            . line/lib/common
            . line/lib/backups
            status_of() { echo "$SLIPWAY_TEST_STATUS"; }
            SLIPWAY_BACKUP_TO=/mnt/backup SLIPWAY_ROOT=$SLIPWAY_TEST
            echo $((EPOCHSECONDS - SLIPWAY_TEST_OVERDUE)) >"$SLIPWAY_STATE/backup/next"
            SECONDS=$SLIPWAY_TEST_SECONDS
            take_backup_due
            wait
            """;

    @TempDir
    Path folder;

    /** Once it is overdue for long, the ledger need not answer. */
    @ParameterizedTest
    @CsvSource({
        "401, 200, 0, true",
        "401, 100, 0, false",
        "401, 200, -60, false",
        "503, 8000, 3600, false",
        "503, 3600, 8000, false",
        "503, 8000, 8000, true"
    })
    void takesTheBackupThatIsDue(String ledger, String seconds, String overdue, boolean isTaken) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        Files.createDirectory(state.resolve("backup"));
        Path stub = Files.createDirectories(folder.resolve("line/bin")).resolve("local");
        Files.writeString(stub, "#!/bin/sh\necho taken: $*\n");
        Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwxr-xr-x"));
        Command.Result result = Command.bash(state, TICK)
                .with("SLIPWAY_TEST", folder.toString())
                .with("SLIPWAY_TEST_STATUS", ledger)
                .with("SLIPWAY_TEST_SECONDS", seconds)
                .with("SLIPWAY_TEST_OVERDUE", overdue)
                .run()
                .expectSuccess();
        assertThat(result.output().contains("taken: backup nightly")).isEqualTo(isTaken);
    }
}
