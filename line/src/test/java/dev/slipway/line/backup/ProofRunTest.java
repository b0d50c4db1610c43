package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Everybody who may see the line's backups reads the report, and a service's code chooses what its database says. */
class ProofRunTest {
    @Test
    void reportsNothingThatADatabaseSays() {
        assertThat(ProofRun.reported(new SQLException("sesame", "P0001")))
                .contains("P0001", "the proof's own output")
                .doesNotContain("sesame");
        assertThat(ProofRun.reported(BackupException.reportedAs("sesame", "", "pg_restore failed")))
                .isEqualTo("pg_restore failed");
    }

    @Test
    void reportsWhatTheLineItselfSays() {
        assertThat(ProofRun.reported(new BackupException("There is no room.", "")))
                .isEqualTo("There is no room.");
        assertThat(ProofRun.reported(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(ProofRun.reported(new IOException())).isEqualTo("java.io.IOException");
    }
}
