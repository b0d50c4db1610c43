package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each program of the line has what it needs of the environment, and nothing of the shell that called {@code up}. */
class ProgramIT {
    private static final Line LINE = Line.running();

    @ParameterizedTest
    @ValueSource(strings = {"supervisord", "postgresql", "keycloak", "httpd", "wildfly-1", "agent", "watcher"})
    void knowsNothingOfTheShellThatStartedIt(String program) throws IOException {
        assertThat(environment(program)).noneMatch(variable -> variable.contains("slipway.foreign"));
        assertThat(names(program))
                .allMatch(
                        name -> name.matches(
                                "(JAVA_OPTS|KC|SLIPWAY|SUPERVISOR)_.*"
                                        + "|HOME|JAVA_HOME|LANG|LC_ALL|LC_CTYPE|MALLOC_(ARENA_MAX|MMAP_THRESHOLD_)|OLDPWD|PATH|PWD|SHLVL|TMPDIR|_"));
    }

    /** What {@code server.cli} and the ledger's configuration name. Whoever adds a variable there, adds it here. */
    @Test
    void tellsAWorkerWhatItReads() throws IOException {
        assertThat(names("wildfly-1"))
                .containsExactlyInAnyOrder(
                        "LANG",
                        "LC_ALL",
                        "MALLOC_ARENA_MAX",
                        "MALLOC_MMAP_THRESHOLD_",
                        "SHLVL",
                        "SLIPWAY_ADMIN_SECOND_FACTOR",
                        "SLIPWAY_ADMIN_URL",
                        "SLIPWAY_ARCHIVES",
                        "SLIPWAY_ARCHIVES_KEPT",
                        "SLIPWAY_AUDIT_KEY",
                        "SLIPWAY_AUTH_URL",
                        "SLIPWAY_CLUSTER_HOSTS",
                        "SLIPWAY_CLUSTER_PORT",
                        "SLIPWAY_CLUSTER_SECRET",
                        "SLIPWAY_DB_PASSWORD",
                        "SLIPWAY_DB_URL",
                        "SLIPWAY_DB_USER",
                        "SLIPWAY_DOMAIN",
                        "SLIPWAY_DRIFT_GRACE",
                        "SLIPWAY_ENVIRONMENT",
                        "SLIPWAY_GITLAB_HOOK_SECRET",
                        "SLIPWAY_GITLAB_ISSUERS",
                        "SLIPWAY_KEYCLOAK_URL",
                        "SLIPWAY_LEDGER_URL",
                        "SLIPWAY_NOTIFY_LOOPBACK",
                        "SLIPWAY_PEOPLE_CLIENT_SECRET",
                        "SLIPWAY_SMTP_ENCRYPTION",
                        "SLIPWAY_SMTP_HOST",
                        "SLIPWAY_SMTP_PASSWORD",
                        "SLIPWAY_SMTP_PORT",
                        "SLIPWAY_SMTP_USER",
                        "SLIPWAY_STATE",
                        "SLIPWAY_WATCHER_URL",
                        "SLIPWAY_WEB_API_CLIENT_SECRET",
                        "SLIPWAY_WILDFLY_MANAGEMENT_CLIENT_SECRET");
    }

    /** The agent alone knows how to change workers, and who the owner of the ledger's schema is. */
    @Test
    void tellsTheAgentFourSecrets() throws IOException {
        assertThat(names("agent"))
                .containsExactlyInAnyOrder(
                        "HOME",
                        "LANG",
                        "LC_ALL",
                        "PATH",
                        "SHLVL",
                        "SLIPWAY_AGENT_CLIENT_SECRET",
                        "SLIPWAY_AGENT_FOLDER",
                        "SLIPWAY_AGENT_MANAGEMENT_PASSWORD",
                        "SLIPWAY_BALANCER_PASSWORD",
                        "SLIPWAY_BALANCER_PORT",
                        "SLIPWAY_DB_PASSWORD",
                        "SLIPWAY_DOMAIN",
                        "SLIPWAY_ENVIRONMENT",
                        "SLIPWAY_ENVIRONMENTS",
                        "SLIPWAY_HTTPS_PORT",
                        "SLIPWAY_LEDGER_URL",
                        "SLIPWAY_MANAGEMENT_PORT",
                        "SLIPWAY_POSTGRES_PORT",
                        "SLIPWAY_STATE",
                        "SLIPWAY_WILDFLY_PORT",
                        "SLIPWAY_WORKERS",
                        "TMPDIR");
    }

    /** Where somebody else than root starts the line, all of it is theirs. */
    @ParameterizedTest
    @CsvSource({
        "postgresql, slipway-db",
        "keycloak, slipway-auth",
        "wildfly-1, slipway-app",
        "agent, slipway-agent",
        "httpd, root"
    })
    void runsAsAUserOfItsOwn(String program, String user) throws IOException {
        assumeTrue(Files.getOwner(LINE.state()).getName().equals("root"), "it takes root to become others");
        assertThat(Files.getOwner(process(program)).getName()).isEqualTo(user);
    }

    private static Set<String> names(String program) throws IOException {
        return environment(program).stream()
                .map(variable -> variable.replaceFirst("=(?s).*", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> environment(String program) throws IOException {
        return Stream.of(Files.readString(process(program).resolve("environ")).split("\0"))
                .collect(Collectors.toSet());
    }

    private static Path process(String program) throws IOException {
        return Path.of(
                "/proc",
                Files.readString(LINE.state().resolve("run/" + program + ".pid"))
                        .strip());
    }
}
