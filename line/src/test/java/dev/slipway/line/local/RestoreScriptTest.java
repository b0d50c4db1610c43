package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code restore} starts a restored line with. */
class RestoreScriptTest extends ScriptScene {
    @BeforeEach
    void make() throws IOException {
        checkout.copy("bin/restore");
        // That of the backup, for the port of services.
        checkout.stub("line/bin/local", "echo SLIPWAY_SERVICE_PORT=12000 >\"$SLIPWAY_STATE/settings\"\n");
        checkout.stub("line/bin/up", """
                env | grep -E '^SLIPWAY_(BACKUP_TO|DOMAIN|HTTPS_PORT|LISTEN|SERVICE_PORT)=' >"$SLIPWAY_STATE/started" || true
                """);
        checkout.write("key", "sesame");
        Files.createDirectories(checkout.state().resolve("postgresql/data"));
        checkout.write("state/services/shop", "");
    }

    @Test
    void areItsOwnSettingsAndNotThoseOfTheLineThatItReplaces() throws Exception {
        checkout.write("state/settings", "SLIPWAY_DOMAIN=replaced.example\nSLIPWAY_SERVICE_PORT=13000\n");
        restore(Map.of());
        assertThat(checkout.lines("started")).isEmpty();
        assertThat(checkout.state().resolve("services/shop")).exists();
    }

    @Test
    void areThoseOfTheEnvironmentFirst() throws Exception {
        checkout.write("state/settings", "SLIPWAY_BACKUP_TO=/backups\nSLIPWAY_HTTPS_PORT=8443\n");
        restore(Map.of("SLIPWAY_BACKUP_TO", "", "SLIPWAY_SERVICE_PORT", "14000"));
        assertThat(checkout.lines("started"))
                .containsExactlyInAnyOrder("SLIPWAY_BACKUP_TO=", "SLIPWAY_SERVICE_PORT=14000");
        assertThat(checkout.state().resolve("services/shop"))
                .as("led to a worker of another port")
                .doesNotExist();
    }

    /** Others' databases are not to wait for the one that PostgreSQL refuses. */
    @Test
    void areThoseOfTheBackupAlsoIfItLacksDatabasesOfServices() throws Exception {
        checkout.append("line/bin/local", "exit 3\n");
        assertThat(run(Map.of("SLIPWAY_BACKUP_TO", "")).expect(3).output())
                .contains("restored without databases of services");
        assertThat(checkout.lines("started")).containsExactly("SLIPWAY_BACKUP_TO=");
    }

    /** What {@code up} prints would hide that of the restoration. */
    @Test
    void saysLastThatItLacksDatabasesAlsoWhereTheLineDoesNotStart() throws Exception {
        checkout.append("line/bin/local", "exit 3\n");
        checkout.append("line/bin/up", "echo Ports are taken.\nexit 1\n");
        assertThat(run(Map.of()).expect(1).output().lines())
                .endsWith(
                        "Ports are taken.",
                        "  ✗ The line is restored without databases of services, which are named above, before it started."
                                + " Once it is up, ./slipway services names them.");
    }

    @Test
    void areNoneIfItFails() throws Exception {
        checkout.append("line/bin/local", "exit 1\n");
        run(Map.of()).expect(1);
        assertThat(checkout.state().resolve("started")).doesNotExist();
    }

    private void restore(Map<String, String> variables) throws IOException, InterruptedException {
        run(variables).expect(0);
    }

    private StubCheckout.Ended run(Map<String, String> variables) throws IOException, InterruptedException {
        return checkout.run(variables, "line/bin/restore", "--built", "--replace", "--key-file", "key", "/backups");
    }
}
