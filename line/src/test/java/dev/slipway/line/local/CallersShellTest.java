package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.setting.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts do not take from the variables of the caller's shell. */
class CallersShellTest {
    @TempDir
    Path state;

    /** With another line's CA, the ledger would count as dead, and be replaced without its gate. */
    @Test
    void trustsTheOwnLine() throws Exception {
        assertThat(Shell.run(state, Map.of("SLIPWAY_CA", "rootCA.pem"), "trusted"))
                .isEqualTo(state.toRealPath().resolve("tls/trusted.pem").toString());
    }

    /** They come before what a client is told, or need what the line's server does not have. */
    @Test
    void connectsToNoOtherDatabase() throws Exception {
        Map<String, String> variables = Map.of("PGHOSTADDR", "192.0.2.1", "PGSERVICE", "shop", "PGSSLMODE", "require");
        assertThat(Shell.run(state, variables, "echo done; env | grep ^PG")).isEqualTo("done");
        assertThat(Shell.run(state, Map.of(), "echo done")).isEqualTo("done");
    }

    /** In which {@code cd} would look for folders of the checkout first. */
    @Test
    void findsItsFoldersInNoOtherPlace() throws Exception {
        Files.createDirectories(state.resolve("line/lib"));
        String commands = "echo \"$SLIPWAY_ROOT\"; cd line && pwd";
        assertThat(Shell.run(state, Map.of("CDPATH", state.toString()), commands))
                .isEqualTo(Shell.run(state, Map.of(), commands));
    }

    /** By what programs say, scripts tell their failures apart. */
    @Test
    void readsMessagesInNoOtherLanguage() throws Exception {
        Map<String, String> variables = Map.of("LANG", "de_DE.UTF-8", "LANGUAGE", "de:en");
        assertThat(Shell.run(state, variables, "env | grep -E '^(LANGUAGE|LC_ALL)='"))
                .isEqualTo("LC_ALL=C.UTF-8");
    }
}
