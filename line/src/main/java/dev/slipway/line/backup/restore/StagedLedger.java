package dev.slipway.line.backup.restore;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.database.DatabaseLogin;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.http.Trust;
import dev.slipway.line.identity.ClientTokens;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A ledger on a restored database. The database is read-only, so its background jobs have no effect. */
public final class StagedLedger implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Pace PACE = new Pace();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private final Settings settings;
    private final StagedLine staged;
    private final Server server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final int port;
    private @Nullable Process worker;

    public StagedLedger(Settings settings, StagedLine staged, Server server) throws IOException {
        this.settings = settings;
        this.staged = staged;
        this.server = server;
        port = StagedLine.freePort();
    }

    /** Starts it from the first worker's deployment in the backup, and waits until it answers. */
    public void start(Progress progress) throws IOException, SQLException {
        Path folder = staged.folder();
        Path state = settings.state();
        try (Connection connection = server.connect(Superuser.NAME);
                Statement statement = connection.createStatement()) {
            DatabaseLogin login =
                    DatabaseLogin.of("ledger", Files.readString(folder.resolve("secrets/ledger-db-password")));
            String user = connection.unwrap(PGConnection.class).escapeIdentifier(login.user());
            statement.execute("alter role " + user + " set default_transaction_read_only = on");
        }
        // Uses the line's server installation.
        if (!Files.exists(folder.resolve("wildfly"), LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(
                    folder.resolve("wildfly"), state.resolve("wildfly").toRealPath());
        }
        Files.writeString(folder.resolve("hosts"), names());
        Files.copy(
                state.resolve("tls/truststore"), folder.resolve("tls/truststore"), StandardCopyOption.REPLACE_EXISTING);
        Path log = folder.resolve("logs/ledger-beside.log");
        String wildfly = settings.root().resolve("ear/bin/wildfly").toString();
        worker = staged.programs(Map.of(
                        "SLIPWAY_POSTGRES_PORT", String.valueOf(server.port()),
                        "SLIPWAY_WORKERS", "1",
                        "SLIPWAY_WILDFLY_PORT", String.valueOf(port),
                        "SLIPWAY_MANAGEMENT_PORT", String.valueOf(StagedLine.freePort()),
                        "SLIPWAY_CLUSTER_PORT", String.valueOf(StagedLine.freePort()),
                        "SLIPWAY_GITLAB_ISSUERS", ""))
                .to(log)
                .start(List.of("nice", "-n", "10", wildfly, "serve", "1"));
        Deadline deadline = PACE.deadline(PATIENCE);
        while (status() != UNAUTHORIZED) {
            if (!worker.isAlive() || deadline.isOver()) {
                String why = new StartLog(log).lastError().orElse("it does not answer");
                throw new BackupException("The ledger does not start on what was restored: " + why, "");
            }
            progress.update("not up yet");
            PACE.sleep(INTERVAL);
        }
    }

    private String names() throws IOException {
        String reach = settings.front().getHostString();
        return "127.0.0.1 localhost " + java.net.InetAddress.getLocalHost().getHostName() + "\n" + reach + " "
                + settings.ledger().getHost() + " " + settings.auth().getHost() + "\n";
    }

    /**
     * Compares its answers to queries with its database.
     *
     * @return the number of queries
     * @throws BackupException if an answer is wrong
     */
    public int verify() throws IOException, SQLException {
        Caller caller = Caller.trusting(settings.authorities().map(Trust::of).orElse(null));
        String token = ClientTokens.bySecret(
                        settings.ledger(),
                        "pipeline",
                        settings.secret("pipeline-client-secret"),
                        caller,
                        Clock.systemUTC())
                .current();
        try (Connection connection = server.connect("slipway");
                Statement statement = connection.createStatement()) {
            // The line owns every object there.
            statement.execute("set search_path = public");
            int count = 0;
            for (LedgerQuery ledgerQuery : LedgerQuery.ALL) {
                String path = ledgerQuery.path();
                if (path.contains("{}")) {
                    String part = first(statement, ledgerQuery.part());
                    if (part == null) {
                        continue;
                    }
                    path = path.replace("{}", part);
                }
                HttpResponse<byte[]> answer = get(path, token);
                if (answer.statusCode() != OK) {
                    throw new BackupException(
                            "The restored ledger returned " + answer.statusCode() + " for " + path + ".", "");
                }
                Function<Json, String> value = ledgerQuery.value();
                String expected = first(statement, ledgerQuery.query());
                String found = value.apply(Json.read(answer.body()));
                if (!found.equals(expected == null ? "" : expected)) {
                    throw new BackupException(
                            "The restored ledger returned '" + found + "' for " + path + ", and its database has '"
                                    + expected + "'.",
                            "");
                }
                count++;
            }
            return count;
        }
    }

    private static @Nullable String first(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private int status() throws IOException {
        try {
            return get("me", null).statusCode();
        } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
            return 0;
        }
    }

    private HttpResponse<byte[]> get(String path, @Nullable String token) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                .timeout(TIMEOUT)
                .header("Host", settings.ledger().getHost())
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.destroy();
        }
    }
}
