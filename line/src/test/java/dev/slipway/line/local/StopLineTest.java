package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the line is stopped by whoever cannot be interrupted. */
class StopLineTest extends ScriptScene {
    private static final String SCRIPTS = """
            . "$SLIPWAY_ROOT/line/lib/common"
            programs() { echo agent; }
            team_programs() { :; }
            mkdir "$SLIPWAY_STATE/run"
            """;

    /** In place of supervisord: what ignores that it is to end. */
    private static final String STOP = SCRIPTS + """
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

    /** What a killed supervisord has left, in a group of its own. */
    private static final String LEAVE = SCRIPTS + """
            setsid sleep 60 >/dev/null 2>&1 &
            child=$!
            echo "$child" | tee "$SLIPWAY_STATE/run/supervisord.pid" >"$SLIPWAY_STATE/run/agent.pid"
            until pgrep -g "$child" >/dev/null; do sleep 0.01; done
            """;

    private static final String FIND = """
            echo "found: $(supervisor_pid || true) $(members agent)"
            stop_line
            if kill "$child" 2>/dev/null; then echo 'lives'; fi
            """;

    /** In place of supervisord, which would stop one after the other, httpd, and workers that end together or not at all. */
    private static final String STOP_WORKERS = """
            . "$SLIPWAY_ROOT/line/lib/common"
            programs() { :; }
            team_programs() { printf '%s\\n' shop-1 shop-2; }
            cd "$SLIPWAY_STATE"
            mkdir run
            : >order
            start() {
              "$@" >/dev/null 2>&1 &
              echo "$!" >"run/${2:-$1}.pid"
            }
            await_all() { for _ in {1..200}; do if (($(wc -l <order) < 3)); then sleep 0.05; fi; done; }
            httpd() { sleep 0.5 && echo httpd >>order; }
            worker() {
              name=$1
              trap 'trap "" TERM; echo "$name" >>order; await_all; exit' TERM
              await_all
            }
            supervisord() { await_all; }
            start httpd
            start worker shop-1
            start worker shop-2
            trap '' TERM
            start supervisord
            trap - TERM
            stop_line
            cat order
            """;

    @Test
    void stopsTheWorkersOfServicesTogetherOnceNobodyCanReachThem() throws Exception {
        Ended ended = checkout.run(Map.of(), "-c", STOP_WORKERS).expect(0);
        assertThat(ended.output().lines())
                .hasSize(3)
                .startsWith("httpd")
                .containsExactlyInAnyOrder("httpd", "shop-1", "shop-2");
        assertThat(checkout.state().resolve("run/shop-2.pid")).doesNotExist();
    }

    @Test
    void killsASupervisorThatDoesNotEnd() throws Exception {
        assertThat(checkout.run(Map.of(), "-c", STOP).expect(0).output()).endsWith("ended by 137\n");
        assertThat(checkout.state().resolve("run/supervisord.pid")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "current_boot >\"$SLIPWAY_STATE/run/boot\"\n",
                // Started by an earlier release, which came back after this one.
                "touch -d @0 \"$SLIPWAY_STATE/run/boot\"; touch \"$SLIPWAY_STATE/run/supervision\"\n"
            })
    void endsWhatIsLeft(String noted) throws Exception {
        assertThat(checkout.run(Map.of(), "-c", LEAVE + noted + FIND).expect(0).output())
                .matches("found: (\\d+) \\1\n");
        assertThat(checkout.state().resolve("run/agent.pid")).doesNotExist();
    }

    /** Another program of the line may have its number by now. */
    @Test
    void endsNothingByTheNumbersOfAnEarlierBoot() throws Exception {
        String noted = "current_boot | tr 0-9a-f 1-9a-f0 >\"$SLIPWAY_STATE/run/boot\"\n";
        assertThat(checkout.run(Map.of(), "-c", LEAVE + noted + FIND).expect(0).output())
                .isEqualTo("found:  \nlives\n");
        assertThat(checkout.state().resolve("run/agent.pid")).doesNotExist();
    }
}
