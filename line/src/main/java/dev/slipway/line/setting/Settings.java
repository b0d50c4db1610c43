package dev.slipway.line.setting;

import dev.slipway.line.digest.Digest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings for the line's own programs: from environment variables, else from those that the line was last started with, else the
 * defaults in {@link SettingTable}.
 */
public final class Settings {
    /** The agent's client in Keycloak, and its management user in WildFly. */
    public static final String AGENT = "agent";

    private static final int PORTS_APART = 200;
    /** The default port of https, which URLs omit. */
    private static final int HTTPS = 443;

    private final SettingValues values;
    private final Path state;

    private Settings(SettingValues values, Path state) {
        this.values = values;
        this.state = state;
    }

    /** From these variables, and the file of settings in the state folder that they name. */
    public static Settings of(Map<String, String> environment) throws IOException {
        Path state = Path.of(SettingValues.required(environment, "SLIPWAY_STATE"));
        return new Settings(SettingValues.of(environment, state.resolve("settings")), state);
    }

    /** The line's state folder. */
    public Path state() {
        return state;
    }

    /** The checkout, or its copy in an image. */
    public Path root() {
        return Path.of(values.required("SLIPWAY_ROOT"));
    }

    /** The agent's own folder for an environment. */
    public Path folder() {
        return agent().resolve(environment());
    }

    private Path agent() {
        return Path.of(
                values.value("SLIPWAY_AGENT_FOLDER", state.resolve("agent").toString()));
    }

    /** The environment of the ledger's own workers. */
    public String environment() {
        return values.setting("SLIPWAY_ENVIRONMENT");
    }

    /** The environments whose services have workers on this machine; empty for all environments. */
    public Set<String> serviceEnvironments() {
        return Arrays.stream(values.setting("SLIPWAY_ENVIRONMENTS").split(",", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The parent domain of all host names. */
    public String domain() {
        return values.setting("SLIPWAY_DOMAIN");
    }

    /** The names of the workers, in order. */
    public List<String> workers() {
        return IntStream.rangeClosed(1, values.number("SLIPWAY_WORKERS"))
                .mapToObj(n -> "worker-" + n)
                .toList();
    }

    /** Whether each program runs in its own container. */
    public boolean isInContainers() {
        return values.value("SLIPWAY_IN_CONTAINERS", "no").equals("yes");
    }

    /** A worker's address for applications. */
    public InetSocketAddress application(String worker) {
        return address(worker, "SLIPWAY_WILDFLY_PORT");
    }

    /** A worker's management address. */
    public InetSocketAddress management(String worker) {
        return address(worker, "SLIPWAY_MANAGEMENT_PORT");
    }

    private InetSocketAddress address(String worker, String name) {
        int n = Integer.parseInt(worker.replaceFirst("^worker-", ""));
        int base = values.number(name);
        return isInContainers()
                ? InetSocketAddress.createUnresolved("wildfly-" + n, base)
                : InetSocketAddress.createUnresolved("127.0.0.1", base + PORTS_APART * (n - 1));
    }

    /** httpd's port for the line's own programs. */
    public URI balancer() {
        return URI.create("http://" + host("httpd") + ":" + values.number("SLIPWAY_BALANCER_PORT"));
    }

    /** The ledger. */
    public URI ledger() {
        return page("SLIPWAY_LEDGER_URL", "mywebapp");
    }

    /** The public URL of Keycloak. */
    public URI auth() {
        return page("SLIPWAY_AUTH_URL", "auth");
    }

    /** The line's own GitLab, on lines that have one. */
    public URI gitlab() {
        return page("SLIPWAY_GITLAB_URL", "gitlab");
    }

    /** The workers' consoles, in order. */
    public List<URI> consoles() {
        String first = page("SLIPWAY_ADMIN_URL", "admin").toString();
        return IntStream.rangeClosed(1, workers().size())
                .mapToObj(n -> URI.create(n == 1 ? first : first.replaceFirst("//admin\\.", "//admin-" + n + ".")))
                .toList();
    }

    private URI page(String name, String host) {
        return URI.create(values.value(name, service(host).toString()));
    }

    private int httpsPort() {
        return Integer.parseInt(values.checked("SLIPWAY_HTTPS_PORT", String.valueOf(HTTPS)));
    }

    /** The internal URL of Keycloak, the only one that serves the master realm. */
    public URI keycloak() {
        return URI.create("http://" + host("keycloak") + ":" + values.number("SLIPWAY_KEYCLOAK_PORT"));
    }

    /** Whether the role {@code admin} needs a second factor. */
    public boolean isSecondFactorRequired() {
        String otherwise = isTrialDomain() ? "optional" : "required";
        return values.value("SLIPWAY_ADMIN_SECOND_FACTOR", otherwise).equals("required");
    }

    /** Whether the certificates come from a CA by ACME, rather than from the local CA. */
    public boolean isByAcme() {
        boolean isDue = !isTrialDomain() && values.find("SLIPWAY_ACME_EMAIL").isPresent();
        return values.value("SLIPWAY_CERTIFICATES", isDue ? "acme" : "local").equals("acme");
    }

    /** httpd's address for programs on this machine. */
    public InetSocketAddress front() {
        String given = values.value("SLIPWAY_LISTEN", isTrialDomain() ? "127.0.0.1" : "0.0.0.0");
        String reach = isInContainers() ? "httpd" : given.equals("0.0.0.0") ? "127.0.0.1" : given;
        return InetSocketAddress.createUnresolved(reach, httpsPort());
    }

    /** The authorities that are trusted in addition to the system's, in PEM; empty if there is no such file. */
    public Optional<String> authorities() throws IOException {
        Path file = state.resolve("tls/trusted.pem");
        return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /**
     * The JDBC URL of the ledger's database. It requires SCRAM, which never sends the password, so a process listening
     * in PostgreSQL's place cannot obtain it.
     */
    public String database() {
        return database("slipway") + "?requireAuth=scram-sha-256";
    }

    /** The JDBC URL of a database in the line's PostgreSQL. */
    public String database(String name) {
        return "jdbc:postgresql://" + host("postgresql") + ":" + databasePort() + "/" + name;
    }

    /** The host of the line's PostgreSQL. */
    public String databaseHost() {
        return host("postgresql");
    }

    /** The port of the line's PostgreSQL. */
    public int databasePort() {
        return values.number("SLIPWAY_POSTGRES_PORT");
    }

    /** The first port of the services' workers. */
    public int servicePort() {
        return values.number("SLIPWAY_SERVICE_PORT");
    }

    /** The mail relay for the services. */
    public Relay relay() {
        return new Relay(
                values.setting("SLIPWAY_SMTP_HOST"),
                values.number("SLIPWAY_SMTP_PORT"),
                Relay.Encryption.valueOf(
                        values.setting("SLIPWAY_SMTP_ENCRYPTION").toUpperCase(Locale.ROOT)),
                values.setting("SLIPWAY_SMTP_USER"));
    }

    /** The folders of server groups, which only the line's owner can write to. */
    public Path groups() {
        return state.resolve("groups");
    }

    /** The public URL of a service. */
    public URI service(String label) {
        String port = httpsPort() == HTTPS ? "" : ":" + httpsPort();
        return URI.create("https://" + label + "." + domain() + port);
    }

    /** The folder with the services' host names on httpd. */
    public Path services() {
        return state.resolve("services");
    }

    /** The folder for the agent's requests for server groups. */
    public Path requestedGroups() {
        return agent().resolve("groups");
    }

    /** The parent of the agent's folder, as the provisioner of server groups sees it. */
    public Path agentOfLine() {
        return isInContainers() ? state.resolve("line/agent") : state.resolve("agent");
    }

    /** The folder with the files for containers of server groups. */
    public Path containers() {
        return state.resolve("containers");
    }

    /** The backup repository; empty if not set. */
    public String backupTo() {
        return values.setting("SLIPWAY_BACKUP_TO");
    }

    /** The time of the daily backup, in the machine's time zone: {@code 02:30}. */
    public String backupAt() {
        return values.setting("SLIPWAY_BACKUP_AT");
    }

    /** The retention of backups: {@code daily=7 weekly=5 monthly=12}. */
    public String backupKeep() {
        return values.setting("SLIPWAY_BACKUP_KEEP");
    }

    /** The file of an archive in the ledger's store, if that is on this machine: programs that can read it need not download it. */
    public Path archive(Digest digest) {
        return state.resolve("archives").resolve(digest.fileName());
    }

    /** A secret, from its variable or else its file. */
    public String secret(String name) {
        return findSecret(name)
                .orElseThrow(() ->
                        new IllegalStateException("there is no secret " + name + ": set " + SettingValues.variable(name)
                                + ", or let this user read " + secrets().resolve(name)));
    }

    /** A secret that this user may be unable to read. */
    public Optional<String> findSecret(String name) {
        Optional<String> given = values.find(SettingValues.variable(name));
        if (given.isPresent()) {
            return given;
        }
        Path file = secrets().resolve(name);
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("the secret " + name + " cannot be read: " + e, e);
        }
    }

    /** The folder of the secrets, one file each; read-only for containers. */
    public Path secrets() {
        return isInContainers()
                ? Path.of("/run/secrets")
                : Path.of(
                        values.value("SLIPWAY_SECRETS", state.resolve("secrets").toString()));
    }

    /** Whether the line's names lead to this machine alone, as on a line that is tried out. */
    private boolean isTrialDomain() {
        return domain().equals("localtest.me");
    }

    private String host(String program) {
        return isInContainers() ? program : "127.0.0.1";
    }
}
