package dev.slipway.line.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapSettingsTest {
    private static final Path WORK = Path.of("/work-of-this-run");

    @TempDir
    Path state;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(Files.createDirectory(state.resolve("tls")).resolve("trusted.pem"), "a certificate");
        environment.putAll(Map.of(
                "SLIPWAY_STATE", state.toString(),
                "SLIPWAY_ROOT", "/slipway",
                "SLIPWAY_DOMAIN", "example.org",
                // Another line's.
                "SLIPWAY_CA", state.resolve("ca.pem").toString(),
                "SLIPWAY_GITLAB_TOKEN", "token",
                "SLIPWAY_GITLAB_HOOK_SECRET", "hook",
                "SLIPWAY_PIPELINE_SLIPWAY_CLIENT_SECRET", "client",
                // It may deploy, and remove, every service.
                "SLIPWAY_PIPELINE_CLIENT_SECRET", "another"));
    }

    private BootstrapSettings settings() throws IOException {
        return BootstrapSettings.of(environment, WORK);
    }

    @Test
    void haveTheContainersDefaults() throws IOException {
        BootstrapSettings settings = settings();
        assertThat(settings.domain()).isEqualTo("example.org");
        assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.folders())
                .isEqualTo(new BootstrapFolders(state, Path.of("/slipway/.gitlab"), Path.of("/checkout"), WORK));
        assertThat(settings.line().gitlab()).hasToString("https://gitlab.example.org");
        assertThat(settings.secrets()).isEqualTo(new Secrets("token", "hook", "client"));
        assertThat(settings.authorities()).isEqualTo("a certificate");
    }

    @Test
    void takeWhatTheEnvironmentSays() throws IOException {
        environment.put("SLIPWAY_GITLAB_URL", "http://gitlab:8080");
        environment.put("SLIPWAY_CHECKOUT", "/elsewhere");
        environment.put("SLIPWAY_GITLAB_WAIT", "2");
        assertThat(settings().line().gitlab()).hasToString("http://gitlab:8080");
        assertThat(settings().folders().checkout()).isEqualTo(Path.of("/elsewhere"));
        assertThat(settings().patience()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void takeNothingFromEmptyVariables() throws IOException {
        environment.put("SLIPWAY_CHECKOUT", "");
        environment.put("SLIPWAY_GITLAB_WAIT", "");
        assertThat(settings().folders().checkout()).isEqualTo(Path.of("/checkout"));
        assertThat(settings().patience()).isEqualTo(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @CsvSource({
        "SLIPWAY_GITLAB_TOKEN,gitlab-token",
        "SLIPWAY_GITLAB_HOOK_SECRET,gitlab-hook-secret",
        "SLIPWAY_PIPELINE_SLIPWAY_CLIENT_SECRET,pipeline-slipway-client-secret"
    })
    void needTheSecretsThatPrepareMakes(String variable, String name) {
        environment.remove(variable);
        assertThatExceptionOfType(Problem.class).isThrownBy(this::settings).satisfies(e -> {
            assertThat(e.what()).startsWith("There is no secret " + name + " in " + state);
            assertThat(e.remedy()).isEqualTo("Make it: docker compose run --rm prepare");
        });
    }

    @Test
    void needTheFileOfThoseWhomTheLineTrusts() throws IOException {
        Files.delete(state.resolve("tls/trusted.pem"));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(this::settings)
                .satisfies(
                        e -> assertThat(e.what()).isEqualTo("The file with the trusted CA certificates is missing."));
    }
}
