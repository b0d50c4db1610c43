package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each program of the line has what it needs of the environment, and nothing of the shell that called {@code up}. */
class ProgramIT {
    private static final Line LINE = Line.running();

    /** A socket in the state LISTEN. */
    private static final Pattern LISTENER = Pattern.compile(
            " *\\d+: (?<address>\\p{XDigit}+):(?<port>\\p{XDigit}{4}) \\S+ 0A \\S+ \\S+ \\S+ +\\d+ +\\d+ (?<socket>\\d+) ");

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    @ParameterizedTest
    @ValueSource(strings = {"supervisord", "postgresql", "keycloak", "httpd", "wildfly-1", "agent", "watcher"})
    void knowsNothingOfTheShellThatStartedIt(String program) throws IOException {
        assertThat(environment(program)).noneMatch(variable -> variable.contains("slipway.foreign"));
        assertThat(names(program))
                .allMatch(
                        name -> name.matches(
                                "(JAVA_OPTS|KC|SLIPWAY|SUPERVISOR)_.*"
                                        + "|HOME|JAVA_HOME|LANG|LC_ALL|LC_CTYPE|MALLOC_(ARENA_MAX|MMAP_THRESHOLD_)|OLDPWD|PATH|PWD|SHLVL|TMPDIR|_"));
    }

    /** What {@code server.cli} and the ledger's configuration name. Whoever adds a variable there, adds it here. */
    @Test
    void tellsAWorkerWhatItReads() throws IOException {
        assertThat(names("wildfly-1"))
                .containsExactlyInAnyOrder(
                        "LANG",
                        "LC_ALL",
                        "MALLOC_ARENA_MAX",
                        "MALLOC_MMAP_THRESHOLD_",
                        "SHLVL",
                        "SLIPWAY_ADMIN_SECOND_FACTOR",
                        "SLIPWAY_ADMIN_URL",
                        "SLIPWAY_ARCHIVES",
                        "SLIPWAY_ARCHIVES_KEPT",
                        "SLIPWAY_AUDIT_KEY",
                        "SLIPWAY_AUTH_URL",
                        "SLIPWAY_CLUSTER_HOSTS",
                        "SLIPWAY_CLUSTER_PORT",
                        "SLIPWAY_CLUSTER_SECRET",
                        "SLIPWAY_DB_PASSWORD",
                        "SLIPWAY_DB_URL",
                        "SLIPWAY_DB_USER",
                        "SLIPWAY_DOMAIN",
                        "SLIPWAY_DRIFT_GRACE",
                        "SLIPWAY_ENVIRONMENT",
                        "SLIPWAY_GITLAB_HOOK_SECRET",
                        "SLIPWAY_GITLAB_ISSUERS",
                        "SLIPWAY_KEYCLOAK_URL",
                        "SLIPWAY_LEDGER_URL",
                        "SLIPWAY_NOTIFY_LOOPBACK",
                        "SLIPWAY_PEOPLE_CLIENT_SECRET",
                        "SLIPWAY_SMTP_ENCRYPTION",
                        "SLIPWAY_SMTP_HOST",
                        "SLIPWAY_SMTP_PASSWORD",
                        "SLIPWAY_SMTP_PORT",
                        "SLIPWAY_SMTP_USER",
                        "SLIPWAY_STATE",
                        "SLIPWAY_WATCHER_URL",
                        "SLIPWAY_WEB_API_CLIENT_SECRET",
                        "SLIPWAY_WILDFLY_MANAGEMENT_CLIENT_SECRET");
    }

    /** The agent alone knows how to change workers, and who the owner of the ledger's schema is. */
    @Test
    void tellsTheAgentFourSecrets() throws IOException {
        assertThat(names("agent"))
                .containsExactlyInAnyOrder(
                        "HOME",
                        "LANG",
                        "LC_ALL",
                        "PATH",
                        "SHLVL",
                        "SLIPWAY_AGENT_CLIENT_SECRET",
                        "SLIPWAY_AGENT_FOLDER",
                        "SLIPWAY_AGENT_MANAGEMENT_PASSWORD",
                        "SLIPWAY_BALANCER_PASSWORD",
                        "SLIPWAY_BALANCER_PORT",
                        "SLIPWAY_DB_PASSWORD",
                        "SLIPWAY_DOMAIN",
                        "SLIPWAY_ENVIRONMENT",
                        "SLIPWAY_ENVIRONMENTS",
                        "SLIPWAY_HTTPS_PORT",
                        "SLIPWAY_LEDGER_URL",
                        "SLIPWAY_MANAGEMENT_PORT",
                        "SLIPWAY_POSTGRES_PORT",
                        "SLIPWAY_STATE",
                        "SLIPWAY_WILDFLY_PORT",
                        "SLIPWAY_WORKERS",
                        "TMPDIR");
    }

    /** Where somebody else than root starts the line, all of it is theirs. */
    @ParameterizedTest
    @CsvSource({
        "postgresql, slipway-db",
        "keycloak, slipway-auth",
        "wildfly-1, slipway-app",
        "agent, slipway-agent",
        "httpd, root"
    })
    void runsAsAUserOfItsOwn(String program, String user) throws IOException {
        assumeTrue(Files.getOwner(LINE.state()).getName().equals("root"), "it takes root to become others");
        assertThat(Files.getOwner(process(program)).getName()).isEqualTo(user);
    }

    /** Httpd alone checks who comes: whatever else listens, a service's workers included, is there for this machine only. */
    @Test
    void listensForTheNetworkByHttpdAlone() throws IOException {
        ProcessHandle supervisord = ProcessHandle.of(
                        Long.parseLong(String.valueOf(process("supervisord").getFileName())))
                .orElseThrow();
        Map<String, Listener> listeners = listeners();
        Set<String> open = Stream.concat(Stream.of(supervisord), supervisord.descendants())
                .flatMap(program -> sockets(program.pid()))
                .collect(Collectors.toSet());
        listeners.keySet().retainAll(open);
        assertThat(listeners.values())
                .extracting(Listener::port)
                .contains(
                        LINE.port("SLIPWAY_HTTPS_PORT"),
                        LINE.port("SLIPWAY_HTTP_PORT"),
                        LINE.port("SLIPWAY_BALANCER_PORT"),
                        LINE.port("SLIPWAY_POSTGRES_PORT"),
                        LINE.port("SLIPWAY_KEYCLOAK_PORT"),
                        LINE.port("SLIPWAY_KEYCLOAK_HEALTH_PORT"),
                        LINE.port("SLIPWAY_WILDFLY_PORT"),
                        LINE.port("SLIPWAY_MANAGEMENT_PORT"),
                        LINE.port("SLIPWAY_CLUSTER_PORT"));
        InetAddress listen = InetAddress.getByName(environment("httpd").stream()
                .filter(variable -> variable.startsWith("SLIPWAY_LISTEN="))
                .map(variable -> variable.replaceFirst(".*=", ""))
                .findFirst()
                .orElseThrow());
        assertThat(listeners.values())
                .filteredOn(listener -> !listener.address().isLoopbackAddress())
                .isSubsetOf(
                        new Listener(listen, LINE.port("SLIPWAY_HTTPS_PORT")),
                        new Listener(listen, LINE.port("SLIPWAY_HTTP_PORT")));
    }

    private record Listener(InetAddress address, int port) {}

    /** All on this machine, by the numbers of their sockets, as in proc(5). */
    private static Map<String, Listener> listeners() throws IOException {
        Map<String, Listener> listeners = new HashMap<>();
        for (Path table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
            for (String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                Matcher listener = LISTENER.matcher(line);
                if (listener.lookingAt()) {
                    int port = Integer.parseInt(listener.group("port"), 16);
                    listeners.put(listener.group("socket"), new Listener(address(listener.group("address")), port));
                }
            }
        }
        return listeners;
    }

    /** Each four bytes are a number as the processor has it: with the last byte first. */
    private static InetAddress address(String hex) throws UnknownHostException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        IntBuffer numbers = ByteBuffer.wrap(bytes).asIntBuffer();
        ByteBuffer address = ByteBuffer.allocate(bytes.length).order(ByteOrder.nativeOrder());
        while (numbers.hasRemaining()) {
            address.putInt(numbers.get());
        }
        return InetAddress.getByAddress(address.array());
    }

    /** Those that a process has; none if it is over. */
    private static Stream<String> sockets(long pid) {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return open
                    .map(file -> SOCKET.matcher(target(file)))
                    .filter(Matcher::matches)
                    .map(socket -> socket.group(1))
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.empty();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // It has been closed.
            return "";
        }
    }

    private static Set<String> names(String program) throws IOException {
        return environment(program).stream()
                .map(variable -> variable.replaceFirst("=(?s).*", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> environment(String program) throws IOException {
        return Stream.of(Files.readString(process(program).resolve("environ")).split("\0"))
                .collect(Collectors.toSet());
    }

    private static Path process(String program) throws IOException {
        return Path.of(
                "/proc",
                Files.readString(LINE.state().resolve("run/" + program + ".pid"))
                        .strip());
    }
}
