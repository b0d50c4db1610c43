package dev.slipway.line.setting;

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
 * What the line's own programs are told of it: by the environment, else by what the line was last started with, else the default that
 * {@link SettingTable} has.
 */
public final class Settings {
    private static final int PORTS_APART = 200;
    /** The one that no address names. */
    private static final int HTTPS = 443;

    private final SettingValues values;
    private final Path state;

    private Settings(SettingValues values, Path state) {
        this.values = values;
        this.state = state;
    }

    /** By these variables, and the file of settings in the state folder that they name. */
    public static Settings of(Map<String, String> environment) throws IOException {
        Path state = Path.of(SettingValues.required(environment, "SLIPWAY_STATE"));
        return new Settings(SettingValues.of(environment, state.resolve("settings")), state);
    }

    /** The line's state folder. */
    public Path state() {
        return state;
    }

    /** The checkout, or what an image has of it. */
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

    /** Which environment the workers are. */
    public String environment() {
        return values.setting("SLIPWAY_ENVIRONMENT");
    }

    /** The environments whose services have their workers on this machine; none: all environments. */
    public Set<String> serviceEnvironments() {
        return Arrays.stream(values.setting("SLIPWAY_ENVIRONMENTS").split(",", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The domain that all host names are below. */
    public String domain() {
        return values.setting("SLIPWAY_DOMAIN");
    }

    /** The names of the workers, in order. */
    public List<String> workers() {
        return IntStream.rangeClosed(1, values.number("SLIPWAY_WORKERS"))
                .mapToObj(n -> "worker-" + n)
                .toList();
    }

    /** Whether each program has a container of its own. */
    public boolean isInContainers() {
        return values.value("SLIPWAY_IN_CONTAINERS", "no").equals("yes");
    }

    /** Where a worker answers for applications. */
    public InetSocketAddress application(String worker) {
        return address(worker, "SLIPWAY_WILDFLY_PORT");
    }

    /** Where a worker is managed. */
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

    /** The user of WildFly's management that the agent is. */
    public String managementUser() {
        return values.value("SLIPWAY_AGENT_MANAGEMENT_USER", "agent");
    }

    /** httpd's port for the line's own programs. */
    public URI balancer() {
        return URI.create("http://" + host("httpd") + ":" + values.number("SLIPWAY_BALANCER_PORT"));
    }

    /** The ledger. */
    public URI ledger() {
        return page("SLIPWAY_LEDGER_URL", "mywebapp");
    }

    /** Keycloak, as browsers reach it. */
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

    /** Keycloak, as the line's own programs reach it: its master realm answers there alone. */
    public URI keycloak() {
        return URI.create("http://" + host("keycloak") + ":" + values.number("SLIPWAY_KEYCLOAK_PORT"));
    }

    /** Whether the role {@code admin} needs a second factor. */
    public boolean isSecondFactorRequired() {
        String otherwise = domain().equals("localtest.me") ? "optional" : "required";
        return values.value("SLIPWAY_ADMIN_SECOND_FACTOR", otherwise).equals("required");
    }

    /** Where httpd answers, for this machine's own programs. */
    public InetSocketAddress front() {
        String given = values.value("SLIPWAY_LISTEN", domain().equals("localtest.me") ? "127.0.0.1" : "0.0.0.0");
        String reach = isInContainers() ? "httpd" : given.equals("0.0.0.0") ? "127.0.0.1" : given;
        return InetSocketAddress.createUnresolved(reach, httpsPort());
    }

    /** The client that the agent signs in as. */
    public String client() {
        return values.value("SLIPWAY_AGENT_CLIENT", "agent");
    }

    /** The authorities that are trusted beside the system's, as PEM; none where there is no such file. */
    public Optional<String> authorities() throws IOException {
        Path file = Path.of(
                values.value("SLIPWAY_CA", state.resolve("tls/trusted.pem").toString()));
        return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /**
     * The ledger's database, for JDBC. Whoever listens there while PostgreSQL does not could ask for the password as it
     * is: it is proven instead, and not sent.
     */
    public String database() {
        return database("slipway") + "?requireAuth=scram-sha-256";
    }

    /** A database of the line's PostgreSQL, for JDBC. */
    public String database(String name) {
        return "jdbc:postgresql://" + host("postgresql") + ":" + databasePort() + "/" + name;
    }

    /** The host of the line's PostgreSQL. */
    public String databaseHost() {
        return host("postgresql");
    }

    /** Where the line's PostgreSQL listens. */
    public int databasePort() {
        return values.number("SLIPWAY_POSTGRES_PORT");
    }

    /** The first port of the services' workers. */
    public int servicePort() {
        return values.number("SLIPWAY_SERVICE_PORT");
    }

    /** The mail server that takes what the services send. */
    public Relay relay() {
        return new Relay(
                values.setting("SLIPWAY_SMTP_HOST"),
                values.number("SLIPWAY_SMTP_PORT"),
                Relay.Encryption.valueOf(
                        values.setting("SLIPWAY_SMTP_ENCRYPTION").toUpperCase(Locale.ROOT)),
                values.setting("SLIPWAY_SMTP_USER"));
    }

    /** What is known of server groups: a folder for each, which only the line's owner writes. */
    public Path groups() {
        return state.resolve("groups");
    }

    /** The host of a service, as browsers reach it. */
    public URI service(String label) {
        String port = httpsPort() == HTTPS ? "" : ":" + httpsPort();
        return URI.create("https://" + label + "." + domain() + port);
    }

    /** The services' host names, as httpd has them. */
    public Path services() {
        return state.resolve("services");
    }

    /** Where the agent asks for server groups. */
    public Path askedGroups() {
        return agent().resolve("groups");
    }

    /** The folder that the agent's own lies in, as whoever makes server groups finds it. */
    public Path agentOfLine() {
        return isInContainers() ? state.resolve("line/agent") : state.resolve("agent");
    }

    /** Where the files lie that an engine's containers of server groups are made from. */
    public Path containers() {
        return state.resolve("containers");
    }

    /** Where backups go; empty where nobody has said. */
    public String backupTo() {
        return values.setting("SLIPWAY_BACKUP_TO");
    }

    /** When a backup is taken, on the machine's clock: {@code 02:30}. */
    public String backupAt() {
        return values.setting("SLIPWAY_BACKUP_AT");
    }

    /** Which backups are kept: {@code daily=7 weekly=5 monthly=12}. */
    public String backupKeep() {
        return values.setting("SLIPWAY_BACKUP_KEEP");
    }

    /** Where the ledger keeps an archive, if that is on this machine: nobody who may read it there has to ask for it. */
    public Path archive(String digest) {
        return state.resolve("archives").resolve(digest.replace(':', '-'));
    }

    /** A secret: by its variable, else by its file. */
    public String secret(String name) {
        return findSecret(name)
                .orElseThrow(() ->
                        new IllegalStateException("there is no secret " + name + ": set " + SettingValues.variable(name)
                                + ", or let this user read " + secrets().resolve(name)));
    }

    /** A secret that may not be there for this user. */
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

    /** The folder of the secrets, a file each; containers can only read it. */
    public Path secrets() {
        return isInContainers()
                ? Path.of("/run/secrets")
                : Path.of(
                        values.value("SLIPWAY_SECRETS", state.resolve("secrets").toString()));
    }

    private String host(String program) {
        return isInContainers() ? program : "127.0.0.1";
    }
}
