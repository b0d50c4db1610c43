package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.setting.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the scripts of the line's programs take their verbs. */
class ProgramScriptsTest {
    @TempDir
    Path state;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ear/bin/wildfly",
                "httpd/bin/hosts",
                "httpd/bin/httpd",
                "httpd/bin/local-ca",
                "httpd/bin/watcher",
                "keycloak/bin/keycloak",
                "line/bin/agent",
                "line/bin/services",
                "web-api/bin/postgresql"
            })
    void runNothingButTheirVerbs(String script) throws Exception {
        // Of those that each of them has from line/lib/common.
        assertThat(shell(script + " say 1 || echo \"$?\""))
                .startsWith("slipway: " + script.replaceFirst(".*/", "") + ": unknown verb 'say'; it is one of: ")
                .endsWith("\n2");
    }

    @Test
    void sayAUsageErrorAlsoWithoutAHelp() throws Exception {
        assertThat(shell("(usage_error 'no such word') || echo \"$?\"")).isEqualTo("slipway: no such word\n2");
        assertThat(shell("usage() { echo 'Usage: it'; }; (usage_error 'no such word') || echo \"$?\""))
                .isEqualTo("slipway: no such word\nUsage: it\n2");
    }

    /** A rotation restarts it for those that have changed since. */
    @Test
    void noteTheStartOfALedgersWorkerBeforeItReadsItsSecrets() throws Exception {
        String script = Files.readString(Path.of("../ear/bin/wildfly"));
        String serve = script.substring(script.indexOf("\nserve() {"));
        assertThat(serve.substring(0, serve.indexOf("login_of")))
                .doesNotContain("secret ")
                .containsSubsequence("end_leftovers", "remember_pid");
    }

    /** Of Debian's, {@code apache2} and {@code userdel} are in no other folder, which only root's PATH has. */
    @Test
    void findProgramsWhereOnlyRootLooks() throws Exception {
        Map<String, String> someone = Map.of("SLIPWAY_IN_CONTAINERS", "yes", "PATH", "/usr/bin:/bin");
        assertThat(Shell.run(state, someone, "echo \"$PATH\"; bash -c '. line/lib/common; echo \"$PATH\"'"))
                .isEqualTo("/usr/bin:/bin:/usr/sbin\n/usr/bin:/bin:/usr/sbin");
    }

    /** As in a container, where they need no users of the machine. */
    private String shell(String commands) throws Exception {
        return Shell.run(state, Map.of("SLIPWAY_IN_CONTAINERS", "yes"), commands);
    }
}
