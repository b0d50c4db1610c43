package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the line is stopped by whoever cannot be interrupted. */
class StopLineTest {
    /** In place of supervisord: what ignores that it is to end. */
    private static final String STOP = """
            . "$SLIPWAY_ROOT/line/lib/processes"
            . "$SLIPWAY_ROOT/line/lib/supervision"
            programs() { :; }
            team_programs() { :; }
            mkdir "$SLIPWAY_STATE/run"
            trap '' TERM
            sleep 60 >/dev/null 2>&1 &
            trap - TERM
            child=$!
            echo "$child" >"$SLIPWAY_STATE/run/supervisord.pid"
            stop_within=0 stop_line
            code=0
            wait "$child" || code=$?
            echo "ended by $code"
            """;

    @TempDir
    Path folder;

    @Test
    void killsASupervisorThatDoesNotEnd() throws Exception {
        StubCheckout checkout = new StubCheckout(folder);
        Ended stop = checkout.run(Map.of(), "-c", STOP);
        assertThat(stop.code()).as(stop.output()).isZero();
        assertThat(stop.output()).endsWith("ended by 137\n");
        assertThat(checkout.state().resolve("run/supervisord.pid")).doesNotExist();
    }
}
