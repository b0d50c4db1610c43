package dev.slipway.line.gitlab;

import dev.slipway.line.program.Problem;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of one bootstrap.
 *
 * @param domain the line's domain
 * @param patience how long to wait for GitLab to start
 * @param authorities the certificates of those whom the line trusts, in PEM
 */
record BootstrapSettings(
        String domain,
        Addresses line,
        Duration patience,
        BootstrapFolders folders,
        Secrets secrets,
        String authorities) {
    private static final String PREPARE = "Make it: docker compose run --rm prepare";
    private static final String WAIT = "900";

    /**
     * Reads them.
     *
     * @param work a private folder for this run
     * @throws Problem if something is missing that {@code prepare} makes
     */
    static BootstrapSettings of(Map<String, String> environment, Path work) throws IOException {
        Settings settings = Settings.of(environment);
        return new BootstrapSettings(
                settings.domain(),
                new Addresses(settings.ledger(), settings.auth(), settings.gitlab()),
                Duration.ofSeconds(Long.parseLong(given(environment, "SLIPWAY_GITLAB_WAIT", WAIT))),
                new BootstrapFolders(
                        settings.state(),
                        settings.root().resolve(".gitlab"),
                        Path.of(given(environment, "SLIPWAY_CHECKOUT", "/checkout")),
                        work),
                new Secrets(
                        secret(settings, "gitlab-token"),
                        secret(settings, "gitlab-hook-secret"),
                        secret(settings, "pipeline-slipway-client-secret")),
                settings.authorities()
                        .orElseThrow(
                                () -> new Problem("The file with the trusted CA certificates is missing.", PREPARE)));
    }

    private static String given(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    private static String secret(Settings settings, String name) {
        return settings.findSecret(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(
                        () -> new Problem("There is no secret " + name + " in " + settings.secrets() + ".", PREPARE));
    }
}
