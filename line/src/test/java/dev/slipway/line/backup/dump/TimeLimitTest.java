package dev.slipway.line.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final long GIGABYTE = 1024L * 1024 * 1024;

    @Test
    void aLargeDatabaseGetsMoreTime() {
        assertThat(TimeLimit.OF_BACKUPS.longest(1)).isEqualTo(Duration.ofHours(1));
        assertThat(TimeLimit.OF_BACKUPS.longest(100 * GIGABYTE)).isGreaterThan(Duration.ofHours(29));
    }

    /** As a planner does that evaluates an index's function, until its session is ended. */
    @Test
    void endsWhatNeverEndsByItself() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        BackupException late = catchThrowableOfType(
                BackupException.class,
                () -> new TimeLimit(Duration.ZERO).run("shop", 0, () -> ended.complete(null), () -> {
                    ended.join();
                    throw new SQLException("terminating connection, sesame");
                }));
        assertThat(late).hasMessageContaining("took longer").hasRootCauseMessage("terminating connection, sesame");
        assertThat(late.reported()).contains("the database shop").doesNotContain("sesame");
    }

    @Test
    void leavesAloneWhatEndsInTime() throws IOException, SQLException {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        assertThat(TimeLimit.OF_BACKUPS.<String>run("shop", 0, () -> ended.complete(null), () -> "done"))
                .isEqualTo("done");
        assertThatThrownBy(() -> TimeLimit.OF_BACKUPS.run("shop", 0, () -> ended.complete(null), () -> {
                    throw new SQLException("refused");
                }))
                .hasMessage("refused");
        assertThat(ended).isNotDone();
    }
}
