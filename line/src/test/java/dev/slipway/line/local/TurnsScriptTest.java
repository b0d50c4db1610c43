package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.setting.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code up} waits for the services' workers, by {@code line/lib/turns}. */
class TurnsScriptTest {
    @TempDir
    Path state;

    /** One is given up, and stays so; one was left stopped, and is up at the second look. */
    @Test
    void waitForWorkersThatAreNotGivenUpAndStartTheOthersOnce() throws Exception {
        String output = Shell.run(state, Map.of(), """
                . line/lib/turns
                team_programs() { printf '%s\\n' pay-production-1 shop-production-1 shop-production-2; }
                states() { printf '%s\\n' 'pay-production-1 STOPPED' 'shop-production-1 FATAL' 'shop-production-2 RUNNING' 'agent STOPPED'; }
                workers_not_up() {
                  echo shop-production-1
                  if [[ ! -e $SLIPWAY_STATE/seen ]]; then echo pay-production-1 | tee "$SLIPWAY_STATE/seen"; fi
                }
                supervise() { echo "$*" >>"$SLIPWAY_STATE/asked"; }
                sleep() { echo "sleep $1"; }
                await_workers
                wait
                """);
        assertThat(output).isEqualTo("sleep 2");
        assertThat(Files.readAllLines(state.resolve("asked")))
                .containsExactlyInAnyOrder("start pay-production-1", "start shop-production-1");
    }
}
