package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of its builds {@code line/bin/agent} deploys, and which it leaves to what was deployed since. */
class AgentScriptTest extends ScriptScene {
    private static final int REFUSED = 3;
    private static final int WAITING = 4;
    private static final int ASK_THE_LEDGER = 6;
    private static final int REPLACED = 7;
    private static final String UNLESS_REPLACED = "--unless-replaced";

    @BeforeEach
    void make() throws IOException {
        checkout.copy("bin/agent");
        checkout.stubSetpriv();
        Files.createDirectory(checkout.state().resolve("agent"));
        for (String secret : new String[] {
            "agent-client-secret", "agent-management-password", "balancer-password", "slipway-db-password"
        }) {
            checkout.write("state/secrets/" + secret, secret);
        }
    }

    /** The codes with which the agent's program and the CLI end. */
    private void answer(int agent, int cli) throws IOException {
        String script = "echo \"$*\" >>\"$SLIPWAY_STATE/%s\"\nexit %d\n";
        checkout.stubJdk(script.formatted("agent-words", agent));
        checkout.stub("line/bin/cli", script.formatted("cli-words", cli));
    }

    @Test
    void deploysEachBuildOnce() throws Exception {
        answer(0, 0);
        assertThat(call("put")).isZero();
        assertThat(lastWords()).doesNotContain(UNLESS_REPLACED);

        // Somebody has rolled it back.
        answer(REPLACED, 0);
        assertThat(call("put")).isEqualTo(REPLACED);
        assertThat(lastWords()).endsWith(UNLESS_REPLACED);
        assertThat(checkout.lines("cli-words")).as("requests").isEmpty();

        checkout.write(StubCheckout.ARCHIVE, "the next archive");
        answer(0, 0);
        assertThat(call("put")).isZero();
        assertThat(lastWords()).doesNotContain(UNLESS_REPLACED);
    }

    /** As an upgrade does, also on its way back to what was rolled back before. */
    @Test
    void deploysOneAgainWhenToldTo() throws Exception {
        answer(0, 0);
        assertThat(call("put")).isZero();
        assertThat(call("deploy")).isZero();
        assertThat(lastWords()).doesNotContain(UNLESS_REPLACED);
    }

    @Test
    void asksOnceForWhatWaitsForTheGate() throws Exception {
        answer(ASK_THE_LEDGER, WAITING);
        assertThat(call("put")).isEqualTo(WAITING);
        assertThat(call("has_put")).isZero();
        assertThat(checkout.lines("cli-words")).singleElement().asString().doesNotContain(UNLESS_REPLACED);
    }

    @Test
    void asksAgainForWhatTheGateRefused() throws Exception {
        answer(ASK_THE_LEDGER, REFUSED);
        assertThat(call("put")).isEqualTo(REFUSED);
        assertThat(call("put")).isEqualTo(REFUSED);
        assertThat(call("has_put")).isEqualTo(1);
        assertThat(checkout.lines("cli-words")).hasSize(2);
    }

    @Test
    void deploysAgainWhatFailed() throws Exception {
        answer(1, 0);
        assertThat(call("put")).isEqualTo(1);
        assertThat(call("has_put")).isEqualTo(1);
    }

    /** In containers, when its image comes back. */
    @Test
    void letsTheFirstReleaseDeployItsOwnAgain() throws Exception {
        checkout.write("state/archive-of-image", "the digest of its archive");
        answer(0, 0);
        assertThat(call("deploy")).isZero();
        assertThat(checkout.state().resolve("archive-of-image")).doesNotExist();
    }

    /** As an archive of the sources that was unpacked within a repository of something else. */
    @Test
    void recordsNoCommitOfAnotherRepository() throws Exception {
        checkout.stub("programs/git", "if [ \"$3\" = rev-parse ]; then echo 0123456789abcdef; fi\n");
        checkout.write("pom.xml", "<version>1.0</version>\n");
        answer(0, 0);
        assertThat(run("deploy")).isZero();
        assertThat(lastWords()).doesNotContain("--commit", "0123456789abcdef", "+012345678");
        Files.createDirectory(checkout.file(".git"));
        assertThat(run("deploy")).isZero();
        assertThat(lastWords()).endsWith("--version 1.0+012345678 --commit 0123456789abcdef");
    }

    private String lastWords() throws IOException {
        return checkout.lastLine("agent-words");
    }

    private int call(String verb) throws IOException, InterruptedException {
        return run(verb, "--version", "1.0");
    }

    private int run(String verb, String... options) throws IOException, InterruptedException {
        String archive = checkout.file(StubCheckout.ARCHIVE).toString();
        String[] words = Stream.concat(Stream.of("line/bin/agent", verb, archive), Stream.of(options))
                .toArray(String[]::new);
        return checkout.run(Map.of(), words).code();
    }
}
