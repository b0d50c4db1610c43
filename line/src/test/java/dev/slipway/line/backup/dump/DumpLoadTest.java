package dev.slipway.line.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.program.Outcome;
import org.junit.jupiter.api.Test;

class DumpLoadTest {
    @Test
    void takesWhatIsLoaded() {
        Outcome loaded = new Outcome("pg_restore", 0, "", "");
        assertThat(DumpLoad.require(loaded, "shop")).isSameAs(loaded);
    }

    @Test
    void reportsNothingThatADatabaseSays() {
        Outcome failed = new Outcome("pg_restore", 1, "", "pg_restore: error: could not execute query: sesame");
        BackupException rejected = catchThrowableOfType(BackupException.class, () -> DumpLoad.require(failed, "shop"));
        assertThat(rejected).hasMessageContaining("sesame");
        assertThat(rejected.reported()).contains("rejected the database shop").doesNotContain("sesame");
    }
}
