package dev.slipway.line.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.program.Outcome;
import org.junit.jupiter.api.Test;

class PgRestoreTest {
    private static final String TIMEOUT = """
            pg_restore: while INITIALIZING:
            pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "transaction_timeout"
            Command was: SET transaction_timeout = 0;

            """;

    private static boolean isComplete(int code, String errors) {
        return PgRestore.isComplete(new Outcome("pg_restore", code, "", errors));
    }

    @Test
    void toleratesWhatAnEarlierServerDoesNotKnow() {
        assertThat(isComplete(0, "")).isTrue();
        assertThat(isComplete(1, TIMEOUT + "pg_restore: warning: errors ignored on restore: 1\n"))
                .isTrue();
    }

    @Test
    void toleratesNothingElse() {
        assertThat(isComplete(1, "")).isFalse();
        assertThat(isComplete(137, TIMEOUT)).isFalse();
        assertThat(isComplete(1, TIMEOUT + "pg_dump: error: query failed: \n")).isFalse();
        assertThat(
                        isComplete(
                                1,
                                TIMEOUT
                                        + "pg_restore: error: could not execute query: ERROR:  relation \"item\" already exists\n"))
                .isFalse();
    }

    @Test
    void givesTheFirstErrorThatCounts() {
        assertThat(error(TIMEOUT
                        + "pg_restore: error: COPY failed for table \"item\": ERROR:  full\npg_restore: error: next\n"))
                .isEqualTo("COPY failed for table \"item\": ERROR:  full");
        assertThat(error(TIMEOUT)).isEqualTo("it ended with 137");
        assertThat(error("Killed\n")).isEqualTo("Killed");
    }

    private static String error(String errors) {
        return PgRestore.error(new Outcome("pg_restore", 137, "", errors));
    }

    @Test
    void endsAtTheFirstErrorWhereAllCount() {
        assertThat(PgRestore.options("pg_restore (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"))
                .containsExactly("--exit-on-error");
        assertThat(PgRestore.options("pg_restore (PostgreSQL) 17.6 (Debian 17.6-0+deb13u1)\n"))
                .isEmpty();
    }
}
