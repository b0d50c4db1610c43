package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the scripts ask supervisord itself, and how they read its answer. */
class SupervisionScriptTest extends ScriptScene {
    /** As supervisord writes it; some members are left out. */
    private static final String ANSWER = """
            <?xml version='1.0'?>
            <methodResponse>
            <params>
            <param>
            <value><array><data>
            <value><struct>
            <member>
            <name>name</name>
            <value><string>postgresql</string></value>
            </member>
            <member>
            <name>group</name>
            <value><string>postgresql</string></value>
            </member>
            <member>
            <name>state</name>
            <value><int>20</int></value>
            </member>
            <member>
            <name>statename</name>
            <value><string>RUNNING</string></value>
            </member>
            <member>
            <name>spawnerr</name>
            <value><string></string></value>
            </member>
            <member>
            <name>description</name>
            <value><string>pid 7, uptime 0:00:01</string></value>
            </member>
            </struct></value>
            <value><struct>
            <member>
            <name>name</name>
            <value><string>wildfly-1</string></value>
            </member>
            <member>
            <name>group</name>
            <value><string>wildfly</string></value>
            </member>
            <member>
            <name>statename</name>
            <value><string>FATAL</string></value>
            </member>
            <member>
            <name>spawnerr</name>
            <value><string>can't find &lt;name&gt;statename&lt;/name&gt;
             RUNNING &amp; more</string></value>
            </member>
            </struct></value>
            </data></array></value>
            </param>
            </params>
            </methodResponse>
            """;

    /** While it ends. */
    private static final String FAULT = """
            <?xml version='1.0'?>
            <methodResponse>
            <fault>
            <value><struct>
            <member>
            <name>faultCode</name>
            <value><int>6</int></value>
            </member>
            <member>
            <name>faultString</name>
            <value><string>SHUTDOWN_STATE</string></value>
            </member>
            </struct></value>
            </fault>
            </methodResponse>
            """;

    private static final String STARTED = """
            <?xml version='1.0'?>
            <methodResponse>
            <params>
            <param>
            <value><boolean>1</boolean></value></param>
            </params>
            </methodResponse>
            """;

    @BeforeEach
    void lock() throws IOException {
        checkout.write("state/run/lock", "");
    }

    @Test
    void readTheStateOfEachProgram() throws Exception {
        answer(ANSWER);
        assertThat(shell("states")).isEqualTo(new Ended(0, "postgresql RUNNING\nwildfly-1 FATAL\n"));
    }

    @Test
    void readItWhereverTheLinesEnd() throws Exception {
        answer(ANSWER.replace("\n", ""));
        assertThat(shell("states")).isEqualTo(new Ended(0, "postgresql RUNNING\nwildfly-1 FATAL\n"));
    }

    @Test
    void keepTheOrderOfTheNames() throws Exception {
        answer(ANSWER);
        assertThat(shell("in_state 'RUNNING|FATAL' wildfly-1 agent wildfly postgresql"))
                .isEqualTo(new Ended(0, "wildfly-1\npostgresql\n"));
        assertThat(shell("in_state 'RUNNING|STARTING' wildfly-1 postgresql")).isEqualTo(new Ended(0, "postgresql\n"));
        assertThat(shell("in_state RUNNING")).isEqualTo(new Ended(0, ""));
    }

    @Test
    void failWhereNobodyAnswers() throws Exception {
        checkout.stub("programs/curl", "exit 7\n");
        assertThat(shell("states")).isEqualTo(new Ended(7, ""));
        assertThat(shell("in_state RUNNING postgresql")).isEqualTo(new Ended(0, ""));
    }

    @Test
    void failWhereItRefuses() throws Exception {
        answer(FAULT);
        assertThat(shell("states")).isEqualTo(new Ended(1, ""));
    }

    @Test
    void startWhatIsStoppedWithoutAskingAgain() throws Exception {
        checkout.stub("programs/curl", "exit 7\n");
        checkout.stub("line/bin/program", "echo \"$*\" >>\"$SLIPWAY_STATE/asked\"\n");
        shell("start_stopped agent wildfly-1").expect(0);
        assertThat(checkout.lines("asked")).containsExactly("start agent", "start wildfly-1");
    }

    /** It answers at once, not after startsecs. */
    @Test
    void startAProgramWithoutWaitingForIt() throws Exception {
        answer(STARTED);
        assertThat(shell("start_program wildfly-1")).isEqualTo(new Ended(0, ""));
        assertThat(checkout.lines("called"))
                .contains("<methodCall><methodName>supervisor.startProcess</methodName><params>"
                        + "<param><value><string>wildfly:wildfly-1</string></value></param>"
                        + "<param><value><boolean>0</boolean></value></param></params></methodCall>");
    }

    /** One with a proxy or a certificate, for other servers. */
    @Test
    void readNoConfigurationOfCurl() throws Exception {
        answer(STARTED);
        shell("start_program agent; request https://localhost/; live services").expect(0);
        assertThat(checkout.lines("called"))
                .as("curl takes it as its first option only")
                .startsWith("--disable")
                .containsSubsequence("--disable", "--unix-socket", "--disable", "--cacert", "--disable")
                .filteredOn("--disable"::equals)
                .hasSize(3);
    }

    @Test
    void failWhereItRefusesToStart() throws Exception {
        answer(FAULT);
        assertThat(shell("start_program agent")).isEqualTo(new Ended(1, "agent: SHUTDOWN_STATE\n"));
        checkout.stub("programs/curl", "exit 7\n");
        shell("start_program agent").expect(1);
    }

    private void answer(String text) throws IOException {
        checkout.write("state/answer", text);
        checkout.stub("programs/curl", """
                printf '%s\\n' "$@" >>"$SLIPWAY_STATE/called"
                cat "$SLIPWAY_STATE/answer"
                """);
    }

    private Ended shell(String command) throws IOException, InterruptedException {
        return checkout.run(Map.of(), "-c", ". line/lib/common; " + command);
    }
}
