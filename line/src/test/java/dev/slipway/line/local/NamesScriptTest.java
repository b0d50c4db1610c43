package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.setting.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names that the line's JVMs resolve, written by {@code line/lib/names}. */
class NamesScriptTest {
    private static final String SAVE = """
            address_of() { if [[ $1 != gone.* ]]; then echo 192.0.2.1; fi; }
            save_hosts
            """;

    @TempDir
    Path state;

    @Test
    void haveTheHostsOfOtherServers() throws Exception {
        assertThat(save("https://gitlab.example/,https://auth.line.example:8443", "mail.example"))
                .isEmpty();
        assertThat(Files.readAllLines(state.resolve("hosts")))
                .contains("127.0.0.1 auth.line.example")
                .filteredOn(line -> line.startsWith("192.0.2.1 "))
                .containsExactly("192.0.2.1 gitlab.example", "192.0.2.1 mail.example");
    }

    @Test
    void lackThoseWithoutAnAddressAndSayWhatFails() throws Exception {
        assertThat(save("https://gone.example", "gone.example"))
                .contains(
                        "! gone.example, of SLIPWAY_GITLAB_ISSUERS, has no address here: the ledger cannot verify its")
                .contains("! gone.example, of SLIPWAY_SMTP_HOST, has no address here: the ledger cannot send mail");
        assertThat(state.resolve("hosts")).content().doesNotContain("gone.example");
    }

    @Test
    void leaveAMailServerOnThisMachineAlone() throws Exception {
        for (String host : new String[] {"localhost", "192.0.2.7", "static.line.example"}) {
            assertThat(save("", host)).isEmpty();
            assertThat(state.resolve("hosts")).content().doesNotContain("192.0.2.");
        }
    }

    private String save(String issuers, String mail) throws Exception {
        Map<String, String> settings = Map.of(
                "SLIPWAY_DOMAIN",
                "line.example",
                "SLIPWAY_LISTEN",
                "127.0.0.1",
                "SLIPWAY_GITLAB_ISSUERS",
                issuers,
                "SLIPWAY_SMTP_HOST",
                mail);
        return Shell.run(state, settings, SAVE);
    }
}
