package dev.slipway.line.setting;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the line's own programs are told of it: by the environment, else by what the line was last started with, else the default. The names
 * and defaults are those of {@code .line/common}.
 */
public final class Settings {
    private static final int PORTS_APART = 200;

    private final Map<String, String> values;
    private final Path state;

    private Settings(Map<String, String> values, Path state) {
        this.values = values;
        this.state = state;
    }

    /** By these variables, and the file of settings in the state folder that they name. */
    public static Settings of(Map<String, String> environment) throws IOException {
        Path state = Path.of(required(environment, "SLIPWAY_STATE"));
        Map<String, String> values = new HashMap<>();
        Path saved = state.resolve("settings");
        if (Files.isReadable(saved)) {
            for (String line : Files.readAllLines(saved)) {
                String[] setting = line.split("=", 2);
                if (setting.length == 2 && !setting[1].isEmpty()) {
                    values.put(setting[0], setting[1]);
                }
            }
        }
        environment.forEach((name, value) -> {
            if (name.startsWith("SLIPWAY_") && !value.isEmpty()) {
                values.put(name, value);
            }
        });
        return new Settings(values, state);
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is not set: it is the line's state folder");
        }
        return value;
    }

    /** The line's state folder. */
    public Path state() {
        return state;
    }

    /** The agent's own folder for an environment. */
    public Path folder() {
        return Path.of(value("SLIPWAY_AGENT_FOLDER", state.resolve("agent").toString()))
                .resolve(environment());
    }

    /** Which environment the workers are. */
    public String environment() {
        return value("SLIPWAY_ENVIRONMENT", "production");
    }

    /** The domain that all host names are below. */
    public String domain() {
        return value("SLIPWAY_DOMAIN", "localtest.me");
    }

    /** The names of the workers, in order. */
    public List<String> workers() {
        return IntStream.rangeClosed(1, number("SLIPWAY_WORKERS", 2))
                .mapToObj(n -> "worker-" + n)
                .toList();
    }

    /** Whether each program has a container of its own. */
    public boolean isInContainers() {
        return value("SLIPWAY_IN_CONTAINERS", "no").equals("yes");
    }

    /** Where a worker answers for applications. */
    public InetSocketAddress application(String worker) {
        return address(worker, "SLIPWAY_WILDFLY_PORT", 18_080);
    }

    /** Where a worker is managed. */
    public InetSocketAddress management(String worker) {
        return address(worker, "SLIPWAY_MANAGEMENT_PORT", 9_990);
    }

    private InetSocketAddress address(String worker, String name, int port) {
        int n = Integer.parseInt(worker.replaceFirst("^worker-", ""));
        int base = number(name, port);
        return isInContainers()
                ? InetSocketAddress.createUnresolved("wildfly-" + n, base)
                : InetSocketAddress.createUnresolved("127.0.0.1", base + PORTS_APART * (n - 1));
    }

    /** The user of WildFly's management that the agent is. */
    public String managementUser() {
        return value("SLIPWAY_AGENT_MANAGEMENT_USER", "agent");
    }

    /** httpd's port for the line's own programs. */
    public URI balancer() {
        return URI.create("http://" + host("httpd") + ":" + number("SLIPWAY_BALANCER_PORT", 18_090));
    }

    /** The ledger. */
    public URI ledger() {
        int port = number("SLIPWAY_HTTPS_PORT", 443);
        return URI.create(
                value("SLIPWAY_LEDGER_URL", "https://mywebapp." + domain() + (port == 443 ? "" : ":" + port)));
    }

    /** Keycloak, as the line's own programs reach it: its master realm answers there alone. */
    public URI keycloak() {
        return URI.create("http://" + host("keycloak") + ":" + number("SLIPWAY_KEYCLOAK_PORT", 18_180));
    }

    /** The user of WildFly's management that people share: for Maven, and for jboss-cli. */
    public String developer() {
        return value("SLIPWAY_MANAGEMENT_USER", "developer");
    }

    /** Where httpd answers, for this machine's own programs. */
    public InetSocketAddress front() {
        String given = value("SLIPWAY_LISTEN", domain().equals("localtest.me") ? "127.0.0.1" : "0.0.0.0");
        String reach = isInContainers() ? "httpd" : given.equals("0.0.0.0") ? "127.0.0.1" : given;
        return InetSocketAddress.createUnresolved(reach, number("SLIPWAY_HTTPS_PORT", 443));
    }

    /** The client that the agent signs in as. */
    public String client() {
        return value("SLIPWAY_AGENT_CLIENT", "agent");
    }

    /** The authorities that are trusted beside the system's, as PEM; none where there is no such file. */
    public Optional<String> authorities() throws IOException {
        Path file = Path.of(value("SLIPWAY_CA", state.resolve("tls/trusted.pem").toString()));
        return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** The ledger's database, for JDBC. */
    public String database() {
        return "jdbc:postgresql://" + host("postgresql") + ":" + number("SLIPWAY_POSTGRES_PORT", 15_432) + "/slipway";
    }

    /** The services' host names, as httpd has them. */
    public Path services() {
        return state.resolve("services");
    }

    /** Where the agent asks for host names. */
    public Path askedServices() {
        return Path.of(value("SLIPWAY_SERVICES", services().toString()));
    }

    /** The archives that the ledger keeps: for when it does not answer. */
    public Path archives() {
        return state.resolve("archives");
    }

    /** A secret: by its variable, else by its file. */
    public String secret(String name) {
        return findSecret(name)
                .orElseThrow(() -> new IllegalStateException("there is no secret " + name + ": set " + variable(name)
                        + ", or let this user read " + secrets().resolve(name)));
    }

    /** A secret that may not be there for this user. */
    public Optional<String> findSecret(String name) {
        String given = values.get(variable(name));
        if (given != null) {
            return Optional.of(given);
        }
        Path file = secrets().resolve(name);
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("the secret " + name + " cannot be read: " + e, e);
        }
    }

    /** Keeps a secret, for the line's owner alone to read: it is there whole or not at all. */
    public void keepSecret(String name, String value) throws IOException {
        Path half = Files.createTempFile(secrets(), name, ".new");
        Files.writeString(half, value + "\n");
        Files.move(half, secrets().resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The folder of the secrets, a file each; containers can only read it. */
    public Path secrets() {
        return isInContainers()
                ? Path.of("/run/secrets")
                : Path.of(value("SLIPWAY_SECRETS", state.resolve("secrets").toString()));
    }

    private static String variable(String secret) {
        return "SLIPWAY_"
                + secret.replaceFirst("^slipway-", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private String host(String program) {
        return isInContainers() ? program : "127.0.0.1";
    }

    private String value(String name, String otherwise) {
        return Objects.requireNonNullElse(values.get(name), otherwise);
    }

    private int number(String name, int otherwise) {
        String value = value(name, String.valueOf(otherwise));
        if (!value.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(name + " '" + value + "' is not a number");
        }
        return Integer.parseInt(value);
    }
}
