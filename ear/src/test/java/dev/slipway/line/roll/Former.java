package dev.slipway.line.roll;

import dev.slipway.line.AccountSignIn;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.NativeManagement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Whether secrets get in where they are for, by those who check them. */
final class Former {
    private static final Line LINE = Line.running();
    private static final Map<String, String> CLIENTS = Map.of(
            "web-api-client-secret", "web-api",
            "people-client-secret", "people",
            "wildfly-management-client-secret", "wildfly-management",
            "agent-client-secret", "agent",
            "pipeline-client-secret", "pipeline",
            "gitlab-client-secret", "gitlab");

    private Former() {}

    /** The line's own secrets, and a group's, by their names. */
    static Map<String, String> secrets(String group) throws IOException {
        Map<String, String> all = new TreeMap<>();
        read(LINE.state().resolve("secrets"), "", all);
        read(LINE.state().resolve("groups").resolve(group).resolve("secrets"), group + "/", all);
        return all;
    }

    private static void read(Path folder, String before, Map<String, String> into) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                into.put(before + file.getFileName(), Files.readString(file).strip());
            }
        }
    }

    /** Whether the secret is accepted: by the very protocol that it is used by. */
    static boolean isSecretAccepted(String name, String secret, String group) {
        String file = name.substring(name.indexOf('/') + 1);
        if (CLIENTS.containsKey(name)) {
            return isClient("slipway", CLIENTS.get(name), secret);
        }
        return switch (file) {
            case "provisioner-client-secret" -> isClient("master", "slipway-provisioner", secret);
            case "oidc-secret" -> isClient("slipway", group, secret);
            case "management-secret" -> isClient("slipway", group + ".management", secret);
            case "postgres-password" -> logsIn("postgres", "postgres", secret);
            case "slipway-db-password" -> logsIn("slipway", "slipway", secret);
            case "ledger-db-password" -> logsIn("slipway", "ledger", secret);
            case "keycloak-db-password" -> logsIn("keycloak", "keycloak", secret);
            case "database-password" -> logsIn(group.replace('-', '_'), group.replace('-', '_'), secret);
            case "balancer-password" -> basic(balancer(), "pipeline", secret) == 200;
            case "agent-management-password" -> manages(managementPort(), "agent", secret);
            case "management-password" -> manages(managementPortOf(group), "agent", secret);
            case "break-glass-password" -> manages(managementPort(), "break-glass", secret);
            case "admin-password" ->
                new AccountSignIn("slipway").password("admin", secret).isIn();
            case "handbook-password" -> basic(LINE.handbook().resolve("/"), "handbook", secret) == 200;
            case "front-secret" -> isFront(group, secret);
            case "cluster-secret" ->
                isMember(name.equals(file) ? LINE.port("SLIPWAY_CLUSTER_PORT") : portOf(group) + 2, secret);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A client that may have no tokens of its own is told so, and not that its secret is wrong. */
    private static boolean isClient(String realm, String client, String secret) {
        return status(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + LINE.port("SLIPWAY_KEYCLOAK_PORT")
                                + "/realms/" + realm + "/protocol/openid-connect/token/introspect"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "token=none&client_id=" + client + "&client_secret=" + secret))
                        .build())
                == 200;
    }

    private static boolean logsIn(String database, String role, String text) {
        List<String> lines = text.lines().toList();
        String user = lines.size() > 1 ? lines.get(1) : role;
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + LINE.port("SLIPWAY_POSTGRES_PORT") + "/" + database,
                        user,
                        lines.get(0));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select current_user")) {
            rows.next();
            // Whatever it makes is the role's.
            return rows.getString(1).equals(role);
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean manages(int port, String user, String password) {
        return NativeManagement.user(user, password)
                .at(port)
                .execute("{\"operation\": \"whoami\"}")
                .isPresent();
    }

    private static int managementPort() {
        return LINE.port("SLIPWAY_MANAGEMENT_PORT");
    }

    private static int managementPortOf(String group) {
        return portOf(group) + 1;
    }

    /** Of its first worker. */
    private static int portOf(String group) {
        try {
            return Files.readAllLines(LINE.state().resolve("groups/" + group + "/workers/" + group + "-1")).stream()
                    .filter(line -> line.startsWith("PORT="))
                    .map(line -> Integer.parseInt(line.substring("PORT=".length())))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFront(String group, String secret) {
        return status(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + portOf(group) + "/rows"))
                        .header("Slipway-Front", secret)
                        .build())
                == 200;
    }

    /** What a worker says of a certificate comes after the handshake; to whom it lets in, it has nothing to say. */
    private static boolean isMember(int port, String secret) {
        try {
            Path file = Files.createTempFile("cluster", ".p12");
            Command.bash(". line/lib/common; . line/lib/wildfly; cluster_identity '" + secret + "' >'" + file + "'")
                    .run()
                    .expectSuccess();
            KeyStore identity = KeyStore.getInstance(file.toFile(), secret.toCharArray());
            Files.delete(file);
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(identity, secret.toCharArray());
            SSLContext tls = SSLContext.getInstance("TLSv1.3");
            tls.init(own.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
            try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
                socket.startHandshake();
                socket.setSoTimeout(1000);
                hear(socket);
                return true;
            }
        } catch (SSLException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hear(SSLSocket socket) throws IOException {
        try {
            socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            // It waits for what the other worker says first.
        }
    }

    /** The worker is to refuse the secret, and not the other way round. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String keyType) {
            throw new IllegalStateException("nobody connects to this");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String keyType) {
            // Any will do.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static URI balancer() {
        return URI.create("http://127.0.0.1:" + LINE.port("SLIPWAY_BALANCER_PORT") + "/balancer?xml=1");
    }

    private static int basic(URI address, String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return status(HttpRequest.newBuilder(address)
                .header("Authorization", "Basic " + pair)
                .header("Referer", address.toString())
                .build());
    }

    private static int status(HttpRequest request) {
        return LINE.http().sendAsync(request, BodyHandlers.discarding()).join().statusCode();
    }
}
