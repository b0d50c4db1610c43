package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the container {@code prepare} does about secrets that are empty or gone, once there is a database; of what ports it warns; what it
 * hands over; and whom it lets into its folders.
 */
class PrepareScriptTest extends ScriptScene {
    private static final String BEGIN_ANEW = "down --volumes";

    @BeforeEach
    void make() throws IOException, InterruptedException {
        checkout.write(
                "line/bin/prepare", Files.readString(Path.of("bin/prepare")).replace("/checkout", folder.toString()));
        checkout.stub("httpd/bin/local-ca", "");
        checkout.write("state/tls/server-key.pem", "");
        checkout.write("ear/management-client.xml", "<configuration/>");
        prepare().expect(0);
        checkout.write("state/postgresql/data/PG_VERSION", "15\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin-password", "admin-totp-secret"})
    void leavesASecretOfAdminEmpty(String name) throws Exception {
        Files.writeString(secret(name), "");
        assertThat(prepare().expect(0).output()).doesNotContain(BEGIN_ANEW);
        assertThat(secret(name)).isEmptyFile();
    }

    /** Compose starts nothing without it. */
    @Test
    void makesAnEmptyFileOfAPasswordOfAdminThatIsGone() throws Exception {
        Files.delete(secret("admin-password"));
        prepare().expect(0);
        assertThat(secret("admin-password")).isEmptyFile();
    }

    @Test
    void refusesAnEmptyPasswordOfTheDatabase() throws Exception {
        Files.writeString(secret("slipway-db-password"), "");
        assertThat(prepare().expect(1).output()).contains("slipway-db-password is empty", BEGIN_ANEW);
    }

    /** The realm is made with it. */
    @Test
    void refusesAnEmptyPasswordOfAdminWithoutADatabase() throws Exception {
        Files.delete(checkout.file("state/postgresql/data/PG_VERSION"));
        Files.writeString(secret("admin-password"), "");
        prepare().expect(1);
    }

    /** {@code up} shows it, too. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            8080, 8443, '', 1
            80,   8443, '', 0
            8080, 443,  '', 0
            8080, 8443, /bin/true, 0
            """)
    void warnsOfPortsThatNoCaConnectsTo(String http, String https, String hook, int warnings) throws Exception {
        Map<String, String> settings = Map.of(
                "SLIPWAY_IN_CONTAINERS",
                "yes",
                "SLIPWAY_DOMAIN",
                "example.org",
                "SLIPWAY_ACME_EMAIL",
                "you@example.org",
                "SLIPWAY_HTTP_PORT",
                http,
                "SLIPWAY_HTTPS_PORT",
                https,
                "SLIPWAY_ACME_DNS_HOOK",
                hook);
        String output = checkout.run(settings, "line/bin/prepare").expect(0).output();
        assertThat(output.lines().filter(line -> line.contains(" ! httpd listens on the ports")))
                .hasSize(warnings)
                .allSatisfy(line -> assertThat(line)
                        .endsWith(": set SLIPWAY_HTTP_PORT=80 or SLIPWAY_HTTPS_PORT=443,"
                                + " or forward 80 and 443 to these ports."));
    }

    /** Whoever may not bind them can only forward them: root is refused as soon as there is a line of another user. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | set SLIPWAY_HTTP_PORT=80 or SLIPWAY_HTTPS_PORT=443 for ./slipway up, or forward 80 and 443 to these ports.",
                "false | forward 80 and 443 to these ports."
            })
    void saysWhatHelpsAgainstSuchPorts(boolean mayBind, String wayOut) throws Exception {
        Map<String, String> settings = Map.of(
                "SLIPWAY_DOMAIN", "example.org",
                "SLIPWAY_ACME_EMAIL", "you@example.org",
                "SLIPWAY_HTTP_PORT", "8080",
                "SLIPWAY_HTTPS_PORT", "8443");
        String output = checkout.run(
                        settings, "-c", ". line/lib/common; may_bind() { " + mayBind + "; }; warn_of_ports")
                .expect(0)
                .output();
        assertThat(output).endsWith(", but the CA connects to 80 or 443: " + wayOut + "\n");
    }

    /** With it, they deploy to the containers' workers from any machine. */
    @Test
    void handsOverWhatTheClientsOfWildFlyNeed() throws Exception {
        assertThat(checkout.lines("wildfly/management-client.xml")).containsExactly("<configuration/>");
    }

    /** Everybody may read the server's key in it. */
    @Test
    void letsNobodyIntoTheFolderOfTheKeyWhereItFails() throws Exception {
        Path tls = checkout.file("state/tls");
        Files.setPosixFilePermissions(tls, PosixFilePermissions.fromString("rwxr-xr-x"));
        checkout.stub("programs/chown", "exit 1");
        prepare().expect(1);
        assertThat(Files.getPosixFilePermissions(tls)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private Path secret(String name) {
        return checkout.state().resolve("secrets").resolve(name);
    }

    private Ended prepare() throws IOException, InterruptedException {
        return checkout.run(Map.of("SLIPWAY_IN_CONTAINERS", "yes"), "line/bin/prepare");
    }
}
