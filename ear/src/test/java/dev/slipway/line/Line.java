package dev.slipway.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A running line, known by its state folder: where it answers, what it trusts, and its secrets. */
public final class Line {
    /** A lock of tests: of the API's. */
    public static final String API = "api";

    /**
     * A lock of tests: of those that look at pages, keep connections or count on what httpd remembers, and shared by those that have it
     * reloaded, as for a new service's host; these come first, or they would be left for the end. Where a browser asks by HTTP/2 just
     * then, httpd ends the connection with PROTOCOL_ERROR, and the browser shows that. Who has it reloaded at moments alone, see {@link Reloads}.
     */
    public static final String RELOADS = "reloads";

    /**
     * The same, for the second lane of pages, so that they and those of the main lane do not wait for each other. It is shared by what has
     * httpd reloaded in the main lane, too.
     */
    public static final String RELOADS_BESIDE = "reloads-beside";

    /** A lock of tests: of those that listen where the line sends its mail to. */
    public static final String MAIL = "mail";

    /**
     * {@code SLIPWAY_JAVA_OPTIONS} of a test's servers. None of them lives long enough to earn back what it costs to compile
     * it thoroughly. The first compiler alone has room for 48 MB of code, which a worker has filled after four deployments;
     * then it interprets, and at last it fails.
     */
    public static final String BRIEF = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=128m";

    private static final String TRUST_STORE_PASSWORD = "changeit";
    private static @Nullable Line running;

    private final Path state;
    private final Map<String, String> settings;
    private final SSLContext tls;
    private final HttpClient http;
    private @Nullable Contract contract;

    private Line(Path state) {
        this.state = state;
        this.settings = settings(state.resolve("settings"));
        this.tls = tls(state.resolve("tls/truststore"));
        // Over HTTP/2, the JDK's client never answers a request that it begins just as the server closes the idle
        // connection.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** The line of this test run; {@link LineSession} has seen to it that it runs. */
    public static Line running() {
        return Objects.requireNonNull(running, "no test session is open");
    }

    /** Whether the tests started it for themselves, and nobody looks at it when they are over. */
    public static boolean isOwn() {
        return System.getProperty("slipway.state") == null;
    }

    /** Another line than the one that all tests use. */
    public static Line in(Path state) {
        return new Line(state);
    }

    static void use(Path state) {
        running = new Line(state);
    }

    /** The folder with everything that this line keeps. */
    public Path state() {
        return state;
    }

    /** The checkout that is tested. */
    public static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("slipway"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside a checkout");
        }
        return folder;
    }

    /** Where build output goes. */
    public static Path target() {
        return checkout().resolve("ear/target");
    }

    /** One of the settings that {@code up} keeps, such as {@code SLIPWAY_HTTPS_PORT}. */
    public String setting(String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    /** The port that a setting names. */
    public int port(String name) {
        return Integer.parseInt(setting(name));
    }

    /** The management port of a worker, counted from 1. */
    int managementPort(int worker) {
        return port("SLIPWAY_MANAGEMENT_PORT") + 200 * (worker - 1);
    }

    /** One of the secrets that {@code up} made. */
    public String secret(String name) {
        try {
            return Files.readString(state.resolve("secrets").resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a public host, such as {@code auth}. */
    public String host(String name) {
        return name + "." + setting("SLIPWAY_DOMAIN");
    }

    /** Where a public host answers, with no trailing slash. */
    public URI url(String name) {
        int port = port("SLIPWAY_HTTPS_PORT");
        return URI.create("https://" + host(name) + (port == 443 ? "" : ":" + port));
    }

    /** Where the ledger answers. */
    public URI ledger() {
        return url("mywebapp");
    }

    /** Where the handbook answers. */
    public URI handbook() {
        return url("static");
    }

    /** Where Keycloak answers. */
    public URI auth() {
        return url("auth");
    }

    /** Where the first worker's admin console answers. */
    public URI admin() {
        return url("admin");
    }

    /** The API's description as this line serves it. */
    public synchronized Contract contract() {
        if (contract == null) {
            HttpRequest request = HttpRequest.newBuilder(ledger().resolve("/openapi?format=JSON"))
                    .build();
            contract = new Contract(
                    Caller.join(http.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::of))
                            .expect(200));
        }
        return contract;
    }

    /** A client that trusts this line's certificate and follows no redirects. */
    public HttpClient http() {
        return http;
    }

    /** What trusts this line's certificate. */
    public SSLContext tls() {
        return tls;
    }

    /** A connection to the ledger's database, as the owner of its tables. */
    public Connection database() throws SQLException {
        return connection("slipway", "slipway", "slipway-db-password");
    }

    /** The same as the ledger's own role, which may do less. */
    public Connection databaseAsLedger() throws SQLException {
        return connection("slipway", "ledger", "ledger-db-password");
    }

    /** A connection to a database on the line's server, as its superuser. */
    public Connection superuser(String name) throws SQLException {
        return connection(name, "postgres", "postgres-password");
    }

    private Connection connection(String name, String role, String secret) throws SQLException {
        // The second line is the other role of the pair, whose turn it may be.
        List<String> login = secret(secret).lines().toList();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port("SLIPWAY_POSTGRES_PORT") + "/" + name,
                login.size() > 1 ? login.get(1) : role,
                login.get(0));
    }

    private static Map<String, String> settings(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split("=", 2))
                    .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("no line has been started in " + file.getParent(), e);
        }
    }

    private static SSLContext tls(Path trustStore) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(trustStore.toFile(), TRUST_STORE_PASSWORD.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot read " + trustStore, e);
        }
    }
}
