package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFailureTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "53200", "57P01", "58030"})
    void isKnownByItsState(String state) {
        assertThat(ServerFailure.isPossible(new SQLException("", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23514", "42501", "25006"})
    void isNotWhatADatabaseIsRefusedFor(String state) {
        assertThat(ServerFailure.isPossible(new SQLException("violates check constraint", state)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_restore: error: could not extend file \"base/1/2\": No space left on device",
                "pg_restore: error: query failed: server closed the connection unexpectedly",
                "pg_restore: error: out of memory"
            })
    void isKnownByWhatProgramsSay(String message) {
        assertThat(ServerFailure.isPossible(new IOException(message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_restore: error: COPY failed for table \"voucher\": violates check constraint", ""})
    void isNoOtherMessage(String message) {
        assertThat(ServerFailure.isPossible(new IOException(message))).isFalse();
    }
}
