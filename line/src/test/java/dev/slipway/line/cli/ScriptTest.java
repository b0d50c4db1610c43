package dev.slipway.line.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.identity.Grant;
import dev.slipway.line.identity.SignIn;
import dev.slipway.line.identity.SignInStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As whom {@code line/bin/cli} calls the ledger of its own machine, and which other one. */
class ScriptTest {
    private static final URI LEDGER = URI.create("https://mywebapp.example.org:8443");
    private static final String SECRET = "the pipeline's";
    private static final Optional<Grant> GRANT =
            Optional.of(new Grant("an access token", Instant.EPOCH, Optional.of("a refresh token")));

    @TempDir
    Path folder;

    @BeforeEach
    void make() throws IOException {
        copy(Path.of("bin/cli"));
        copy(Path.of("src/main/resources/dev/slipway/line/setting/settings"));
        try (Stream<Path> files = Files.list(Path.of("lib"))) {
            for (Path file : files.toList()) {
                copy(file);
            }
        }
        Files.createFile(Files.createDirectory(folder.resolve("line/target")).resolve("slipway.jar"));
        Files.writeString(
                Files.createDirectories(folder.resolve("state/secrets")).resolve("pipeline-client-secret"), SECRET);
        Path jdk = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        for (String program : new String[] {"java", "javac"}) {
            Path file = Files.writeString(
                    jdk.resolve(program),
                    "#!/bin/sh\nprintf '%s|' \"${SLIPWAY_PIPELINE_CLIENT_SECRET-}\" \"$SLIPWAY_LEDGER_URL\""
                            + " \"${SLIPWAY_CA-}\" \"$SLIPWAY_ENVIRONMENT\"\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    /** Of the checkout's folder {@code line}, in which Maven runs the tests. */
    private void copy(Path file) throws IOException {
        Path copy = folder.resolve("line").resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
    }

    @Test
    void isThePipelineWhereNobodyHasSignedIn() throws Exception {
        assertThat(secret()).isEqualTo(SECRET);
    }

    @Test
    void isThePersonWhoHas() throws Exception {
        remember(LEDGER, GRANT);
        assertThat(secret()).isEmpty();
    }

    @Test
    void isThePipelineOnceTheyHaveSignedOut() throws Exception {
        remember(LEDGER, Optional.empty());
        assertThat(secret()).isEqualTo(SECRET);
    }

    @Test
    void isThePipelineWhereSomebodyHasSignedInElsewhere() throws Exception {
        remember(LEDGER, Optional.empty());
        remember(URI.create("https://mywebapp.example.org"), GRANT);
        assertThat(secret()).isEqualTo(SECRET);
    }

    private void remember(URI ledger, Optional<Grant> grant) {
        new SignInStore(folder.resolve("home/slipway"))
                .save(new SignIn(
                        ledger, Optional.empty(), "cli", ledger.resolve("/token"), ledger.resolve("/revoke"), grant));
    }

    @Test
    void isThePipelineAlsoWithoutAHome() throws Exception {
        assertThat(called("unset HOME XDG_STATE_HOME; line/bin/cli deploy", Map.of()))
                .startsWith(SECRET + "|");
    }

    /** With two collectors, a JVM does not start. */
    @Test
    void givesTheProgramNoOtherHeapOrCollector() throws Exception {
        Files.writeString(folder.resolve("jdk/bin/java"), "#!/bin/sh\necho $JDK_JAVA_OPTIONS\n");
        assertThat(called("line/bin/cli status", Map.of("JDK_JAVA_OPTIONS", "-Da=b -XX:+UseG1GC")))
                .isEqualTo("-Da=b\n");
    }

    @Test
    void hasAllClassesLoadedWhereTheyAreKept() throws Exception {
        Files.writeString(folder.resolve("jdk/bin/java"), "#!/bin/sh\necho \"$@\"\n");
        String loads = "-Dslipway.classes=" + folder + "/line/target/slipway.jar ";
        assertThat(called("line/bin/cli whoami", Map.of())).contains("-XX:ArchiveClassesAtExit=", loads);
        assertThat(called("line/bin/cli deploy", Map.of())).doesNotContain("slipway.classes");
        Files.createFile(folder.resolve("line/target/slipway-25.jsa"));
        Files.setLastModifiedTime(folder.resolve("line/target/slipway.jar"), FileTime.from(Instant.EPOCH));
        assertThat(called("line/bin/cli whoami", Map.of()))
                .contains("-XX:SharedArchiveFile=")
                .doesNotContain("slipway.classes");
    }

    @Test
    void callsTheLedgerOfItsMachine() throws Exception {
        String own = SECRET + "|" + LEDGER + "|" + trust() + "|";
        assertThat(called("line/bin/cli status shop", Map.of())).isEqualTo(own + "production|");
        assertThat(called("line/bin/cli status shop", Map.of("SLIPWAY_LEDGER_URL", LEDGER + "/")))
                .isEqualTo(own + "production|");
        for (String form : new String[] {
            "mywebapp.example.org:8443",
            "HTTPS://MyWebApp.example.org:8443",
            "https://mywebapp.example.org:8443/releases/?service=shop",
            "https://mywebapp.example.org:8443?service=shop"
        }) {
            assertThat(called("line/bin/cli status --server '" + form + "'", Map.of()))
                    .as(form)
                    .isEqualTo(own + "production|");
        }
        assertThat(called("line/bin/cli status shop", Map.of("SLIPWAY_ENVIRONMENT", "staging")))
                .isEqualTo(own + "staging|");
        assertThat(called("line/bin/cli status shop", Map.of("SLIPWAY_CA", "/other.pem")))
                .isEqualTo(own + "production|");
    }

    @Test
    void callsTheLedgerOfItsMachineWithThePortOfHttps() throws Exception {
        String own = SECRET + "|https://mywebapp.example.org|" + trust() + "|production|";
        for (String form : new String[] {"mywebapp.example.org", "https://mywebapp.example.org:443/"}) {
            assertThat(called("line/bin/cli status --server " + form, Map.of("SLIPWAY_HTTPS_PORT", "443")))
                    .as(form)
                    .isEqualTo(own);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void isAskedForItsVersion(String option) throws Exception {
        launcher();
        assertThat(called("bash slipway " + option, Map.of())).startsWith(SECRET + "|" + LEDGER + "|");
    }

    /** The agent's program does so without the gate. */
    @Test
    void isNotAskedToRollBackOfflineByAComment() throws Exception {
        launcher();
        Path agent = Files.writeString(folder.resolve("line/bin/agent"), "#!/bin/sh\necho agent\n");
        assertThat(agent.toFile().setExecutable(true)).isTrue();
        assertThat(called("bash slipway rollback --service shop --comment 'no need of --offline today'", Map.of()))
                .startsWith(SECRET + "|" + LEDGER + "|");
        assertThat(called("bash slipway rollback --service shop --offline", Map.of()))
                .isEqualTo("agent\n");
    }

    /** The launcher, and the program that it runs. */
    private void launcher() throws IOException {
        Files.copy(Path.of("../slipway"), folder.resolve("slipway"));
        assertThat(folder.resolve("line/bin/cli").toFile().setExecutable(true)).isTrue();
    }

    /** With nothing that is this line's: its CA, its secret and its environment. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SLIPWAY_LEDGER_URL=https://other.example line/bin/cli status shop",
                "line/bin/cli status --server https://other.example/ shop",
                "line/bin/cli status shop --server=https://other.example",
                "line/bin/cli login https://other.example",
                "line/bin/cli login --ca root.pem --device https://other.example"
            })
    void callsAnotherLedgerThatIsNamed(String command) throws Exception {
        trust();
        assertThat(called(command, Map.of())).isEqualTo("|https://other.example|||");
        assertThat(called(command, Map.of("SLIPWAY_CA", "/other.pem", "SLIPWAY_ENVIRONMENT", "staging")))
                .isEqualTo("|https://other.example|/other.pem|staging|");
    }

    /** Has the line a CA. */
    private Path trust() throws IOException {
        Path trusted = folder.toRealPath().resolve("state/tls/trusted.pem");
        Files.createDirectories(trusted.getParent());
        return Files.writeString(trusted, "a CA");
    }

    /** The secret that the program is started with. */
    private String secret() throws Exception {
        return called("line/bin/cli deploy", Map.of()).split("\\|", -1)[0];
    }

    /** The secret, the ledger, the CA and the environment that the program is started with. */
    private String called(String command, Map<String, String> variables) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command.replace("line/bin/cli", "bash line/bin/cli"))
                .directory(folder.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("SLIPWAY_"));
        builder.environment()
                .putAll(Map.of(
                        "SLIPWAY_ROOT", folder.toString(),
                        "SLIPWAY_STATE", folder.resolve("state").toString(),
                        "SLIPWAY_DOMAIN", "example.org",
                        "SLIPWAY_HTTPS_PORT", "8443",
                        "XDG_STATE_HOME", folder.resolve("home").toString(),
                        "JAVA_HOME", folder.resolve("jdk").toString()));
        builder.environment().putAll(variables);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
