package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code up} does with a line that runs, where it is cut off while it replaces a program. */
class UpCutOffTest extends ScriptScene {
    /** All of {@code up} before its first program that needs a machine. */
    private static final String MACHINE = """

            check_machine() { echo $$ >"$SLIPWAY_STATE/up.pid"; }
            install_packages() { :; }
            make_state() { logs=$SLIPWAY_STATE/logs && mkdir "$logs"; }
            check_ports() { :; }
            say_changes() { :; }
            save_settings() { :; }
            supervisor_pid() { echo 1; }
            supervision() { echo 'these settings'; }
            """;

    /**
     * In place of what asks supervisord, whose states are in files. A program that is being stopped has ended when somebody looks again, or
     * once {@code up} got another signal.
     */
    private static final String CURL = """
            cd "$SLIPWAY_STATE/states"
            for name in *; do
              printf '<struct><name>name</name><string>%s</string>' "$name"
              printf '<name>statename</name><string>%s</string></struct>\\n' "$(cat "$name")"
              if grep -qx STOPPING "$name"; then
                if rm "$SLIPWAY_STATE/again" 2>/dev/null; then
                  kill -TERM "$(cat "$SLIPWAY_STATE/up.pid")"
                else
                  echo STOPPED >"$name"
                fi
              fi
            done
            """;

    /** Its states are in the same files. */
    private static final String SUPERVISORCTL = """
            shift 2
            verb=$1
            shift
            echo "$verb $*" >>"$SLIPWAY_STATE/asked"
            cd "$SLIPWAY_STATE/states"
            case $verb in
              status) echo "$1 $(cat "$1")" ;;
              stop)
                echo STOPPING >"$1"
                %s
                ;;
              start) if grep -qx STOPPED "$1"; then echo RUNNING >"$1"; else exit 1; fi ;;
            esac
            """;

    @BeforeEach
    void make() throws IOException {
        checkout.copy("bin/up");
        checkout.copy("bin/program");
        assertThat(checkout.file("line/bin/program").toFile().setExecutable(true))
                .isTrue();
        checkout.append("line/lib/turns", MACHINE);
        checkout.stub("line/bin/prepare", "");
        // What it runs with is known no more once the disk is full.
        checkout.stub("web-api/bin/postgresql", """
                if [ "$1" = inputs ]; then
                  [ ! -e "$SLIPWAY_STATE/full" ] || exit 1
                  echo "$0"
                fi
                """);
        checkout.stub("programs/curl", CURL);
        checkout.write("state/run/supervision", "these settings\n");
        checkout.write("state/states/postgresql", "RUNNING\n");
        // By somebody, before.
        checkout.write("state/states/agent", "STOPPED\n");
    }

    @Test
    void startsAgainWhatItHasStoppedBeforeTheDiskWasFull() throws Exception {
        Ended up = up("""
                echo STOPPED >"$1"
                : >"$SLIPWAY_STATE/full"
                """);
        assertIsStartedAgain(up.expect(1));
    }

    @Test
    void startsAgainWhatItIsStoppingWhereItIsInterrupted() throws Exception {
        Ended up = up("""
                kill -TERM "$(cat "$SLIPWAY_STATE/up.pid")"
                exec sleep 15
                """);
        assertThat(up.expect(130).output()).contains("Interrupted.");
        assertIsStartedAgain(up);
    }

    /** As where a terminal is closed. The second time, it waits for the program's end. */
    @Test
    void startsAgainWhatItIsStoppingWhereItIsInterruptedTwice() throws Exception {
        checkout.write("state/again", "");
        Ended up = up("""
                kill -TERM "$(cat "$SLIPWAY_STATE/up.pid")"
                exec sleep 15
                """);
        assertThat(up.expect(130).output())
                .containsSubsequence("Interrupted.", "What this run has stopped will be started again");
        assertThat(checkout.state().resolve("again")).doesNotExist();
        assertIsStartedAgain(up);
    }

    @Test
    void leavesKeycloakToAnUpgrade() throws Exception {
        checkout.write("state/states/keycloak", "RUNNING\n");
        Ended up = up("""
                echo STOPPED >"$1"
                echo STOPPED >keycloak
                : >"$SLIPWAY_STATE/full"
                """, Map.of("SLIPWAY_UPGRADING", "yes"));
        assertIsStartedAgain(up.expect(1));
    }

    private void assertIsStartedAgain(Ended up) throws IOException {
        assertThat(up.output())
                .contains("Starting again what this run has stopped: postgresql …")
                .endsWith("  ✓ Running again\n");
        assertThat(checkout.lines("states/postgresql")).containsExactly("RUNNING");
        assertThat(checkout.lines("states/agent")).containsExactly("STOPPED");
        assertThat(checkout.lines("asked"))
                .contains("stop postgresql", "start postgresql")
                .doesNotContain("start agent", "start keycloak");
    }

    /** Calls {@code up}, where supervisord does this, too, when it is to stop a program. */
    private Ended up(String onStop) throws IOException, InterruptedException {
        return up(onStop, Map.of());
    }

    private Ended up(String onStop, Map<String, String> variables) throws IOException, InterruptedException {
        checkout.stub("programs/supervisorctl", SUPERVISORCTL.formatted(onStop));
        return checkout.run(variables, "line/bin/up", "--built");
    }
}
