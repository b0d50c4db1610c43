package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How {@code line/bin/program} restarts and awaits programs. */
class ProgramScriptTest extends ScriptScene {
    @Test
    void returnsWhenTheProgramThatItRestartsIsReady() throws Exception {
        checkout.copy("bin/program");
        checkout.write("state/run/lock", "");
        checkout.stub("programs/supervisorctl", """
                shift 2
                echo "$1" >>"$SLIPWAY_STATE/order"
                [ "$1" != status ] || echo "$2 RUNNING"
                """);
        // Refuses, as where supervisord is starting it already.
        checkout.stub("programs/curl", """
                case $* in *startProcess*) echo start >>"$SLIPWAY_STATE/order" ;; esac
                echo '<fault><string>ALREADY_STARTED</string></fault>'
                """);
        checkout.stub("line/bin/agent", """
                echo "$1" >>"$SLIPWAY_STATE/order"
                case $1 in
                  inputs) echo "$0" ;;
                  ready) [ "$(grep -cx ready "$SLIPWAY_STATE/order")" -gt 1 ] ;;
                esac
                """);
        checkout.run(Map.of(), "line/bin/program", "restart", "agent").expect(0);
        assertThat(checkout.lines("order"))
                .containsExactly("status", "stop", "install", "inputs", "start", "ready", "ready");
        assertThat(checkout.lines("run/agent.fingerprint")).hasSize(1);
    }

    /** For a verb that has started it. */
    @Test
    void waitsForAProgram() throws Exception {
        checkout.copy("bin/program");
        checkout.stub("line/bin/agent", """
                echo "$1" >>"$SLIPWAY_STATE/order"
                [ "$(grep -cx ready "$SLIPWAY_STATE/order")" -gt 1 ]
                """);
        checkout.run(Map.of(), "line/bin/program", "await", "agent").expect(0);
        assertThat(checkout.lines("order")).containsExactly("ready", "ready");
    }

    /** httpd closes its ports when it is told to stop, so that what it waits for is ended beside that. */
    @Test
    void endsWhatAStoppedHttpdWaitsFor() throws Exception {
        checkout.copy("bin/program");
        checkout.write("state/run/lock", "");
        checkout.write("state/httpd/run/httpd.pid", "0");
        checkout.stub("programs/supervisorctl", """
                shift 2
                case $1 in
                  status) echo "$2 RUNNING" ;;
                  # Until it is.
                  stop) until [ -s "$SLIPWAY_STATE/ended" ]; do sleep 0.05; done ;;
                esac
                """);
        checkout.append("httpd/lib/children", """
                end_waiting() { echo "$*" >"$SLIPWAY_STATE/ended"; }
                """);
        checkout.run(Map.of(), "line/bin/program", "stop", "httpd").expect(0);
        assertThat(checkout.lines("ended")).containsExactly("0 3");
    }
}
