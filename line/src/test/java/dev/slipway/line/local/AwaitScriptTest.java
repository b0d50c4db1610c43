package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code up} waits for a program, and begins what it waits for. */
class AwaitScriptTest extends ScriptScene {
    /** What it calls says so. Time passes only between two looks, and three seconds each time. */
    private static final String CALLS = """
            . line/lib/common
            . line/lib/jobs
            . line/lib/start
            program() { echo "program $1 $2"; }
            answers() { echo "port $1" && [[ -e $SLIPWAY_STATE/listens ]]; }
            poll_wait() { echo poll_wait && SECONDS=$((SECONDS + 3)) && touch "$SLIPWAY_STATE/listens"; }
            states() { echo 'wildfly-2 STARTING'; }
            """;

    @ParameterizedTest
    @CsvSource({"postgresql, 5000", "keycloak, 5001", "wildfly-2, 5202"})
    void asksAProgramOnlyOnceItListens(String name, int port) throws Exception {
        assertThat(shell("await " + name).expect(0).output().lines())
                .containsExactly("port " + port, "poll_wait", "port " + port, "program " + name + " ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"httpd", "agent", "watcher"})
    void asksOthersAtOnce(String name) throws Exception {
        assertThat(shell("await " + name)).isEqualTo(new Ended(0, "program " + name + " ready\n"));
    }

    @Test
    void endsWithWhatSupervisordSaysWhereItHasGivenUp() throws Exception {
        checkout.write("state/logs/agent.log", "no class\n");
        Ended await = shell("""
                program() { return 1; }
                states() { printf '%s\\n' 'agent FATAL' 'watcher RUNNING'; }
                supervise() { echo "$2  FATAL  Exited too quickly" && return 3; }
                await agent
                """);
        assertThat(await).isEqualTo(new Ended(1, """
                        poll_wait
                        no class
                        agent does not start (agent  FATAL  Exited too quickly). See: ./slipway logs agent
                        """));
    }

    @Test
    void beginsAJobOnlyOnce() throws Exception {
        shell("""
                logs=$SLIPWAY_STATE
                job() { echo "$1" >>"$SLIPWAY_STATE/begun"; }
                begin realm job first
                begin_once realm job second
                begin_once deploy job third
                wait
                """).expect(0);
        assertThat(checkout.lines("begun")).containsExactlyInAnyOrder("first", "third");
    }

    private Ended shell(String command) throws IOException, InterruptedException {
        Map<String, String> ports = Map.of(
                "SLIPWAY_POSTGRES_PORT", "5000",
                "SLIPWAY_KEYCLOAK_HEALTH_PORT", "5001",
                "SLIPWAY_MANAGEMENT_PORT", "5002");
        return checkout.run(ports, "-c", CALLS + command);
    }
}
