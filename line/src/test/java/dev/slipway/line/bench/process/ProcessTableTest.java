package dev.slipway.line.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    /** As Linux 6.1 shows them: a server, its child in a group of its own, and its grandchild and a stranger. */
    private static final List<String> STATS = List.of(
            "100 (postgres) S 1 100 100 0 -1 4194560 1234 0 0 0 250 50 7 3 20 0 1 0 1000 0 0",
            "101 (postgres: a (b) c) S 100 101 100 0 -1 4194560 0 0 0 0 100 20 0 0 20 0 1 0 1000 0 0",
            "102 (helper) S 101 100 100 0 -1 4194560 0 0 0 0 5 5 0 0 20 0 1 0 1000 0 0",
            "200 (java) S 1 200 200 0 -1 4194560 0 0 0 0 9999 9999 0 0 20 0 1 0 1000 0 0");

    private final ProcessTable table =
            new ProcessTable(STATS.stream().map(ProcessTable.Row::of).toList());

    @Test
    void readsProc() {
        assertThat(ProcessTable.Row.of(STATS.get(1)))
                .isEqualTo(new ProcessTable.Row(101, 100, 101, Duration.ofMillis(1_200)));
    }

    @Test
    void countsAProgramWithItsGroupAndItsChildren() {
        assertThat(table.used(100)).isEqualTo(Duration.ofMillis(10 * (310 + 120 + 10)));
        assertThat(table.used(300)).isEqualTo(Duration.ZERO);
    }

    @Test
    void knowsThisVeryProcess() throws Exception {
        long self = ProcessHandle.current().pid();
        assertThat(ProcessTable.now().rows()).extracting(ProcessTable.Row::pid).contains(self);
    }

    @Test
    void findsNobodyWhereNothingWasStarted(@TempDir Path state) {
        assertThat(new Programs(state).supervisor()).isEmpty();
    }
}
