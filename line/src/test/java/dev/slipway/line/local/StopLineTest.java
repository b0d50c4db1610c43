package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the line is stopped by whoever cannot be interrupted. */
class StopLineTest extends ScriptScene {
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

    @Test
    void killsASupervisorThatDoesNotEnd() throws Exception {
        assertThat(checkout.run(Map.of(), "-c", STOP).expect(0).output()).endsWith("ended by 137\n");
        assertThat(checkout.state().resolve("run/supervisord.pid")).doesNotExist();
    }
}
