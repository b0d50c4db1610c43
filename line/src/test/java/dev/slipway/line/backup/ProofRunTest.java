package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.restore.LostDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
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

    /** The line's own databases, and the other services', are proven all the same. */
    @Test
    void reportsTheServicesDatabasesThatCannotBeRestored() {
        Report taken = Report.taken("2026-11-27T02:30:00Z", "43b55275", 1000, 4);
        assertThat(ProofRun.lacking(taken, List.of())).isEqualTo(taken);
        List<LostDatabase> lost = List.of(
                LostDatabase.refused("billing", new SQLException("sesame", "23514")),
                LostDatabase.refused("shop", BackupException.reportedAs("sesame", "", "PostgreSQL rejected it")));
        Report proven = ProofRun.lacking(taken.lacking("The database old could not be dumped."), lost)
                .proven("2026-11-27T02:40:00Z", 41);
        assertThat(proven.provenAt()).isNotNull();
        assertThat(proven.error())
                .startsWith("The database old could not be dumped. The database billing cannot be restored: ")
                .endsWith("The database shop cannot be restored: PostgreSQL rejected it.")
                .contains("23514")
                .doesNotContain("sesame");
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
