package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Beside;
import dev.slipway.line.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a line ends the supervisor with all that it runs, and what an earlier supervisor has left; of a line without servers. */
@Beside
class DownIT {
    @TempDir
    Path state;

    @BeforeEach
    void start() {
        bash("""
                mkdir -p "$SLIPWAY_STATE"/logs "$SLIPWAY_STATE"/run/programs
                . line/lib/common
                ln -s "$SLIPWAY_ROOT/line/supervisord.conf" "$SLIPWAY_STATE/run/supervisord.conf"
                printf '%s\\n' '[program:one]' 'command = bash -c "echo $$ >one.pid && exec sleep 600"' \\
                  >"$SLIPWAY_STATE/run/programs/one.conf"
                cd "$SLIPWAY_STATE/run"
                setsid bash -c 'echo $$ >agent.pid && exec sleep 600' >/dev/null 2>&1 &
                supervisord -c "$SLIPWAY_STATE/run/supervisord.conf"
                until supervisor_pid >/dev/null && [[ -n $(members one) && -n $(members agent) ]]; do sleep 0.1; done
                """).expectSuccess();
    }

    @AfterEach
    void end() {
        bash(".ci/end-line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./slipway down", ".ci/end-line"})
    void leavesNothingRunning(String command) {
        bash(command).expectSuccess();
        assertThat(bash(". line/lib/common; supervisor_pid || true; members one; members agent")
                        .expectSuccess()
                        .output())
                .isEmpty();
    }

    private Command.Result bash(String script) {
        return Command.bash(state, script).run();
    }
}
