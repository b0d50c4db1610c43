package dev.slipway.line.service;

import static org.awaitility.Awaitility.await;

import dev.slipway.line.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The worker {@code shop-production-1} in a state folder of its own, as the line's owner makes one. */
final class ServiceWorker implements AutoCloseable {
    static final String NAME = "shop-production-1";
    static final String FRONT = "known to httpd";
    static final String PASSWORD = "known to the agent";

    /** How many it has, one after the other. */
    private static final int PORTS = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path state;
    private final int port;
    private final Postgres database;
    private @Nullable Process process;

    /** A worker for a group, given as the ledger answers it. */
    ServiceWorker(Path folder, String group) throws IOException, InterruptedException {
        state = Files.createDirectory(folder.resolve("state"));
        open(folder);
        open(state);
        if (isRoot()) {
            run("bash", "-c", "id slipway-app || useradd --system --user-group --no-create-home slipway-app");
        }
        port = freePorts();
        database = new Postgres(folder, port + PORTS);
        Files.createDirectories(state.resolve("run"));
        Path files = Files.createDirectories(state.resolve("groups/shop-production"));
        Files.writeString(state.resolve("hosts"), "127.0.0.1 localhost " + hostName() + "\n");
        Files.writeString(files.resolve("management-password"), PASSWORD);
        Files.writeString(files.resolve("environment"), """
                SLIPWAY_AUTH_URL=https://auth.localtest.me
                SLIPWAY_CLUSTER_SECRET=of the cluster
                SLIPWAY_DATABASE_URL=jdbc:postgresql://127.0.0.1:%d/postgres
                SLIPWAY_DATABASE_USER=shop
                SLIPWAY_DATABASE_PASSWORD=%s
                SLIPWAY_FRONT_SECRET=%s
                SLIPWAY_KEYCLOAK_URL=http://127.0.0.1:1
                SLIPWAY_MANAGEMENT_SECRET=of its management
                SLIPWAY_OIDC_SECRET=of the client
                SLIPWAY_SMTP_HOST=127.0.0.1
                SLIPWAY_SMTP_PORT=2525
                """.formatted(port + PORTS, Postgres.PASSWORD, FRONT));
        Files.createDirectory(files.resolve("workers"));
        Files.writeString(files.resolve("workers/" + NAME), """
                PORT=%d
                NODE_ID=s0
                PROBE=/
                MEMORY=256m
                METASPACE=256m
                USER=slipway-app
                CLUSTER_HOSTS=127.0.0.1[%d]
                """.formatted(port, port + 2));
        Files.write(state.resolve("script"), commands(group));
        run("ear/bin/worker", "install", NAME);
        configure();
    }

    /** Configures it as its group wants it, from its next start on. */
    void configure() throws IOException, InterruptedException {
        run("ear/bin/worker", "configure", NAME, state.resolve("script").toString());
    }

    void start() throws IOException {
        // A process group of its own, as supervisord gives to each.
        Process started = builder("setsid", "ear/bin/worker", "serve", NAME)
                .redirectOutput(log().toFile())
                .start();
        process = started;
        await().atMost(PATIENCE)
                .failFast("it does not come up", () -> failIf(!started.isAlive()))
                .until(this::isReady);
        await().atMost(PATIENCE)
                .failFast("it started with errors", () -> failIf(hasSaid("WFLYSRV0026")))
                .until(() -> hasSaid("WFLYSRV0025"));
    }

    /** With all that it said. */
    private void failIf(boolean isWrong) throws IOException {
        if (isWrong) {
            throw new IllegalStateException(String.join("\n", said()));
        }
    }

    private boolean hasSaid(String code) throws IOException {
        return said().stream().anyMatch(line -> line.contains(code));
    }

    private boolean isReady() throws IOException, InterruptedException {
        return builder("ear/bin/worker", "ready", NAME).start().waitFor() == 0;
    }

    void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        database.close();
    }

    /** What a query of its database answers: the first column of the first row. */
    String query(String sql) throws SQLException {
        return database.query(sql);
    }

    int port() {
        return port;
    }

    int managementPort() {
        return port + 1;
    }

    Path base() {
        return state.resolve("workers").resolve(NAME);
    }

    /** All that it has said since its last start. */
    List<String> said() throws IOException {
        return Files.readAllLines(log());
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private Path log() {
        return state.resolve("log");
    }

    private void run(String... words) throws IOException, InterruptedException {
        Path output = state.resolve("output");
        if (builder(words).redirectOutput(output.toFile()).start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", words) + ":\n" + Files.readString(output));
        }
    }

    private ProcessBuilder builder(String... words) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(Line.checkout().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
        builder.environment().put("SLIPWAY_STATE", state.toString());
        builder.environment().put("SLIPWAY_JAVA_OPTIONS", Line.BRIEF + " -Xmx1g");
        return builder;
    }

    /** What the line's own code makes of a group; it is not on the tests' class path. */
    private static List<String> commands(String group) throws IOException {
        URL line = Line.checkout().resolve("line/target/line.jar").toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {line}, ServiceWorker.class.getClassLoader())) {
            Class<?> type = loader.loadClass("dev.slipway.line.group.Group");
            Object read = loader.loadClass("dev.slipway.line.host.GroupFile")
                    .getMethod("parse", String.class, String.class)
                    .invoke(null, "shop-production", group);
            Class<?> relay = loader.loadClass("dev.slipway.line.setting.Relay");
            Class<?> encryption = loader.loadClass("dev.slipway.line.setting.Relay$Encryption");
            Object commands = loader.loadClass("dev.slipway.line.group.Configuration")
                    .getMethod("commands", type, relay)
                    .invoke(
                            null,
                            read,
                            relay.getConstructor(String.class, int.class, encryption, String.class)
                                    .newInstance("127.0.0.1", 2525, encryption.getEnumConstants()[0], ""));
            return ((List<?>) commands).stream().map(String::valueOf).toList();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePorts() {
        Random random = new Random();
        int base;
        do {
            base = 20_000 + 10 * random.nextInt(1_000);
        } while (!IntStream.rangeClosed(base, base + PORTS).allMatch(ServiceWorker::isFree));
        return base;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static String hostName() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
