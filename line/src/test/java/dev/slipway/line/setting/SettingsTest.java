package dev.slipway.line.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path state;

    @Test
    void haveTheLinesDefaults() throws IOException {
        Settings settings = settings(Map.of());
        assertThat(settings.workers()).containsExactly("worker-1", "worker-2");
        assertThat(settings.management("worker-2")).hasToString("127.0.0.1/<unresolved>:10190");
        assertThat(settings.application("worker-1")).hasToString("127.0.0.1/<unresolved>:18080");
        assertThat(settings.ledger()).isEqualTo(URI.create("https://mywebapp.localtest.me"));
        assertThat(settings.balancer()).isEqualTo(URI.create("http://127.0.0.1:18090"));
        assertThat(settings.database()).startsWith("jdbc:postgresql://127.0.0.1:15432/slipway?");
        assertThat(settings.folder()).isEqualTo(state.resolve("agent/production"));
        assertThat(settings.keycloak()).isEqualTo(URI.create("http://127.0.0.1:18180"));
        assertThat(settings.consoles())
                .containsExactly(URI.create("https://admin.localtest.me"), URI.create("https://admin-2.localtest.me"));
        assertThat(settings.isSecondFactorRequired()).isFalse();
    }

    @Test
    void areThoseOfTheEnvironmentBeforeThoseOfTheLastStart() throws IOException {
        Files.writeString(
                state.resolve("settings"), "SLIPWAY_HTTPS_PORT=8443\nSLIPWAY_WORKERS=1\nSLIPWAY_DOMAIN=example.org\n");
        Settings settings = settings(Map.of("SLIPWAY_WORKERS", "3", "SLIPWAY_DOMAIN", ""));
        assertThat(settings.workers()).hasSize(3);
        assertThat(settings.ledger()).isEqualTo(URI.create("https://mywebapp.example.org:8443"));
        assertThat(settings.gitlab()).isEqualTo(URI.create("https://gitlab.example.org:8443"));
        assertThat(settings.consoles()).last().isEqualTo(URI.create("https://admin-3.example.org:8443"));
        assertThat(settings.isSecondFactorRequired()).isTrue();
        assertThat(settings.isByAcme()).isFalse();
        assertThat(settings(Map.of("SLIPWAY_ACME_EMAIL", "a@example.org")).isByAcme())
                .isTrue();
    }

    @Test
    void nameEachProgramsContainer() throws IOException {
        Settings settings = settings(Map.of("SLIPWAY_IN_CONTAINERS", "yes"));
        assertThat(settings.management("worker-2")).hasToString("wildfly-2/<unresolved>:9990");
        assertThat(settings.balancer()).isEqualTo(URI.create("http://httpd:18090"));
        assertThat(settings.keycloak()).isEqualTo(URI.create("http://keycloak:18180"));
        assertThat(settings.database()).startsWith("jdbc:postgresql://postgresql:15432/slipway?");
    }

    @Test
    void haveSecretsByVariableOrFile() throws IOException {
        Files.createDirectories(state.resolve("secrets"));
        Files.writeString(state.resolve("secrets/balancer-password"), "by file\n");
        Settings settings = settings(Map.of("SLIPWAY_DB_PASSWORD", "by variable"));
        assertThat(settings.secret("balancer-password")).isEqualTo("by file");
        assertThat(settings.secret("slipway-db-password")).isEqualTo("by variable");
        assertThat(settings.findSecret("agent-client-secret")).isEmpty();
        assertThatThrownBy(() -> settings.secret("agent-client-secret"))
                .hasMessageContaining("set SLIPWAY_AGENT_CLIENT_SECRET, or let this user read ");
    }

    @Test
    void reachHttpdWhereItListens() throws IOException {
        assertThat(settings(Map.of()).front()).hasToString("127.0.0.1/<unresolved>:443");
        assertThat(settings(Map.of("SLIPWAY_DOMAIN", "example.org")).front()).hasToString("127.0.0.1/<unresolved>:443");
        assertThat(settings(Map.of("SLIPWAY_LISTEN", "10.0.0.7", "SLIPWAY_HTTPS_PORT", "8443"))
                        .front())
                .hasToString("10.0.0.7/<unresolved>:8443");
        assertThat(settings(Map.of("SLIPWAY_IN_CONTAINERS", "yes")).front()).hasToString("httpd/<unresolved>:443");
    }

    @Test
    void sayWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> Settings.of(Map.of())).hasMessageContaining("SLIPWAY_STATE is not set");
        Settings settings = settings(Map.of("SLIPWAY_BALANCER_PORT", "many"));
        assertThatThrownBy(settings::balancer)
                .hasMessage("SLIPWAY_BALANCER_PORT 'many' is not a port. Use a number from 1 to 65535.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SLIPWAY_DOMAIN=localtest.me",
                "SLIPWAY_DOMAIN=localtest.me SLIPWAY_ACME_EMAIL=you@example.org",
                "SLIPWAY_DOMAIN=localtest.me SLIPWAY_IN_CONTAINERS=yes",
                "SLIPWAY_DOMAIN=example.org",
                "SLIPWAY_DOMAIN=example.org SLIPWAY_ACME_EMAIL=you@example.org",
                "SLIPWAY_DOMAIN=example.org SLIPWAY_ACME_EMAIL=you@example.org SLIPWAY_IN_CONTAINERS=yes"
            })
    void deriveTheDefaultsThatTheShellDoes(String given) throws Exception {
        Map<String, String> environment = Arrays.stream(given.split(" ", -1))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        Settings settings = settings(environment);
        assertThat(Shell.run(
                        state,
                        environment,
                        "echo \"$SLIPWAY_REACH $SLIPWAY_ADMIN_SECOND_FACTOR $SLIPWAY_CERTIFICATES\""))
                .isEqualTo(
                        "%s %s %s",
                        settings.front().getHostString(),
                        settings.isSecondFactorRequired() ? "required" : "optional",
                        settings.isByAcme() ? "acme" : "local");
    }

    @Test
    void saysWhatChangesBeforeItRestartsTheLine() throws Exception {
        Files.writeString(state.resolve("settings"), "SLIPWAY_DOMAIN=example.org\nSLIPWAY_HTTPS_PORT=8443\n");
        assertThat(Shell.run(state, Map.of(), "say_changes")).isEmpty();
        assertThat(Shell.run(state, Map.of("SLIPWAY_HTTPS_PORT", "9443"), "say_changes"))
                .isEqualTo("! SLIPWAY_HTTPS_PORT: 8443 → 9443");
    }

    @Test
    void saysThatAnotherJdkRestartsTheLine() throws Exception {
        Path jdk = Files.createDirectory(state.resolve("jdk"));
        Files.createSymbolicLink(state.resolve("default-java"), jdk);
        Files.createDirectory(state.resolve("run"));
        String say = ". line/lib/start; supervisor_pid() { :; }; supervision >\"$SLIPWAY_STATE/run/supervision\";"
                + " JAVA_HOME=$SLIPWAY_STATE/%s; say_changes";
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString());
        assertThat(Shell.run(state, environment, say.formatted("default-java"))).isEmpty();
        assertThat(Shell.run(state, environment, say.formatted("other")))
                .isEqualTo("! The JDK, or what else the line is started with, has changed: everything restarts");
    }

    /** A shell may export the variable for the CLI, which takes its default environment from it. */
    @Test
    void keepsTheEnvironmentOfTheLedgersWorkers() throws Exception {
        Map<String, String> staging = Map.of("SLIPWAY_ENVIRONMENT", "staging");
        assertThat(Shell.run(state, staging, "echo \"$SLIPWAY_ENVIRONMENT\"; say_changes"))
                .isEqualTo("staging");
        Files.writeString(state.resolve("settings"), "SLIPWAY_ENVIRONMENT=production\n");
        assertThat(Shell.run(state, staging, "printenv SLIPWAY_ENVIRONMENT; say_changes"))
                .startsWith("production\n")
                .contains("SLIPWAY_ENVIRONMENT stays production", "staging", "settings");
        assertThat(Shell.run(state, Map.of("SLIPWAY_ENVIRONMENT", "production"), "say_changes"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 443", "2, 8443", "3, 443", "4, 8443"})
    void nameTheLinesPartsAsTheShellDoes(String workers, String port) throws Exception {
        Files.createFile(Files.createDirectory(state.resolve("services")).resolve("shop"));
        Map<String, String> environment =
                Map.of("SLIPWAY_DOMAIN", "example.org", "SLIPWAY_WORKERS", workers, "SLIPWAY_HTTPS_PORT", port);
        Settings settings = settings(environment);
        assertThat(Shell.run(state, environment, "echo \"$SLIPWAY_LEDGER_URL\""))
                .isEqualTo(settings.ledger().toString());
        List<URI> urls = new ArrayList<>();
        Stream.of("mywebapp", "static", "go", "auth").map(settings::service).forEach(urls::add);
        urls.addAll(settings.consoles());
        urls.add(settings.service("shop"));
        assertThat(Shell.run(state, environment, "public_names").lines())
                .containsExactlyElementsOf(urls.stream().map(URI::getHost).toList());
        assertThat(Shell.run(state, environment, "ports | grep -E 'WILDFLY|MANAGEMENT'")
                        .lines())
                .containsExactlyElementsOf(settings.workers().stream()
                        .flatMap(worker -> Stream.of(
                                listener("SLIPWAY_WILDFLY_PORT", settings.application(worker)),
                                listener("SLIPWAY_MANAGEMENT_PORT", settings.management(worker))))
                        .toList());
    }

    private static String listener(String name, InetSocketAddress at) {
        return name + " " + at.getPort() + " " + at.getHostString();
    }

    private Settings settings(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("SLIPWAY_STATE", state.toString());
        return Settings.of(all);
    }
}
