package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.BackupException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StagedRolesTest {
    @Test
    void reportsNothingOfRolesThatPostgresSays() {
        BackupException rejected = StagedRoles.rejected(new SQLException("role sesame"));
        assertThat(rejected).hasMessageContaining("sesame");
        assertThat(rejected.reported()).contains("rejected the roles").doesNotContain("sesame");
    }
}
