package dev.slipway.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ledger's external inputs: settings from the environment, and the time. */
@ApplicationScoped
public class LedgerConfig {
    /** PostgreSQL's precision. */
    private static final Duration PRECISION = Duration.ofNanos(1_000);

    @Inject
    @ConfigProperty(name = "slipway.ledger.url")
    URI ledgerUrl;

    @Inject
    @ConfigProperty(name = "slipway.auth.url")
    URI authUrl;

    @Inject
    @ConfigProperty(name = "slipway.keycloak.url")
    URI keycloakUrl;

    @Inject
    @ConfigProperty(name = "slipway.admin.second.factor", defaultValue = "required")
    String adminSecondFactor;

    @Inject
    @ConfigProperty(name = "slipway.people.client.secret")
    String peopleClientSecret;

    @Inject
    @ConfigProperty(name = "slipway.gitlab.hook.secret")
    String gitlabHookSecret;

    @Inject
    @ConfigProperty(name = "slipway.audit.key")
    String auditKey;

    @Inject
    @ConfigProperty(name = "slipway.gitlab.issuers")
    Optional<List<String>> gitlabIssuers;

    @Inject
    @ConfigProperty(name = "slipway.watcher.url")
    URI watcherUrl;

    @Inject
    @ConfigProperty(name = "slipway.archives")
    String archives;

    @Inject
    @ConfigProperty(name = "slipway.archives.kept", defaultValue = "10")
    int archivesKept;

    @Inject
    @ConfigProperty(name = "slipway.smtp.host", defaultValue = "127.0.0.1")
    String smtpHost;

    @Inject
    @ConfigProperty(name = "slipway.smtp.port", defaultValue = "25")
    int smtpPort;

    @Inject
    @ConfigProperty(name = "slipway.smtp.encryption", defaultValue = "none")
    String smtpEncryption;

    @Inject
    @ConfigProperty(name = "slipway.smtp.user")
    Optional<String> smtpUser;

    @Inject
    @ConfigProperty(name = "slipway.smtp.password")
    Optional<String> smtpPassword;

    @Inject
    @ConfigProperty(name = "slipway.notify.loopback", defaultValue = "no")
    String notifyLoopback;

    /** The ledger's public URL, with no trailing slash: {@code SLIPWAY_LEDGER_URL}. */
    public URI ledgerUrl() {
        return ledgerUrl;
    }

    /** Keycloak's public URL, with no trailing slash: {@code SLIPWAY_AUTH_URL}. */
    public URI authUrl() {
        return authUrl;
    }

    /** Keycloak's internal URL, with no trailing slash: {@code SLIPWAY_KEYCLOAK_URL}. */
    public URI keycloakUrl() {
        return keycloakUrl;
    }

    /** Whether admins need a second factor: {@code SLIPWAY_ADMIN_SECOND_FACTOR}. */
    public boolean requiresSecondFactor() {
        return !adminSecondFactor.equals("optional");
    }

    /** The secret of the realm's client {@code people}: {@code SLIPWAY_PEOPLE_CLIENT_SECRET}. */
    public String peopleClientSecret() {
        return peopleClientSecret;
    }

    /** The secret token that GitLab sends with each webhook: {@code SLIPWAY_GITLAB_HOOK_SECRET}. */
    public String gitlabHookSecret() {
        return gitlabHookSecret;
    }

    /** The secret that the key which signs the audit chain is derived from: {@code SLIPWAY_AUDIT_KEY}. */
    public String auditKey() {
        return auditKey;
    }

    /** The issuers of the ID tokens of trusted GitLabs, separated by commas: {@code SLIPWAY_GITLAB_ISSUERS}. */
    public List<String> gitlabIssuers() {
        return gitlabIssuers.orElse(List.of());
    }

    /** The URL of the watcher's files on httpd, with a trailing slash: {@code SLIPWAY_WATCHER_URL}. */
    public URI watcherUrl() {
        return watcherUrl;
    }

    /** The folder that keeps releases' archives, the same for all workers: {@code SLIPWAY_ARCHIVES}. */
    public Path archives() {
        return Path.of(archives);
    }

    /** The number of last deployed releases of each service whose archives are kept: {@code SLIPWAY_ARCHIVES_KEPT}. */
    public int archivesKept() {
        return archivesKept;
    }

    /** The mail server: {@code SLIPWAY_SMTP_HOST}. */
    public String smtpHost() {
        return smtpHost;
    }

    /** Its port: {@code SLIPWAY_SMTP_PORT}. */
    public int smtpPort() {
        return smtpPort;
    }

    /** {@code none}, {@code starttls} or {@code tls}: {@code SLIPWAY_SMTP_ENCRYPTION}. */
    public String smtpEncryption() {
        return smtpEncryption;
    }

    /** The SMTP user: {@code SLIPWAY_SMTP_USER}. */
    public Optional<String> smtpUser() {
        return smtpUser;
    }

    /** The SMTP password: {@code SLIPWAY_SMTP_PASSWORD}. */
    public Optional<String> smtpPassword() {
        return smtpPassword;
    }

    /** Whether notifications may go to this machine's loopback, by plain HTTP, too: {@code SLIPWAY_NOTIFY_LOOPBACK}. */
    public boolean mayNotifyLoopback() {
        return notifyLoopback.equals("yes");
    }

    @Produces
    static Clock clock() {
        return Clock.tick(Clock.systemUTC(), PRECISION);
    }
}
