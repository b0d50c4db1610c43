package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Exchange;
import dev.slipway.line.Line;
import dev.slipway.line.NativeManagement;
import dev.slipway.line.OwnWorkers;
import dev.slipway.line.Realm;
import dev.slipway.line.RealmAdmin;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An archive that tries whatever it can on its machine: it gets at nothing of the line's, nor of another service's. Beside other tests, for
 * it mostly waits for its workers.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Neighbours.LOCK, mode = ResourceAccessMode.READ)
@ResourceLock(value = Line.RELOADS, mode = ResourceAccessMode.READ)
@ResourceLock(value = Line.RELOADS_BESIDE, mode = ResourceAccessMode.READ)
@Order(Order.DEFAULT - 2)
@ExtendWith({HostileIT.TakesRoot.class, Neighbours.Resolver.class})
class HostileIT {
    private static final Line LINE = Line.running();
    private static final Duration PROMPTLY = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(3);

    /** Longer than until the agent asks all workers for their figures again. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    private static final String WHO = "{\"operation\":\"whoami\",\"verbose\":true}";
    private static final String TOKENS = "/realms/slipway/protocol/openid-connect/token";

    @AutoClose
    static final Realm REALM = new Realm();

    private static Team hostile;
    private static Team victim;

    @BeforeAll
    static void meet(Neighbours neighbours) {
        hostile = neighbours.hostile();
        victim = neighbours.victim();
    }

    @Test
    void isAsPowerfulAsTheTestsBelieve() {
        assertThat(attempt("/run", "command", "id -u")).startsWith("did: 0 ").doesNotContain("did: 0 0");
        assertThat(attempt("/read", "path", "/etc/hostname")).startsWith("did: ");
    }

    @Test
    void readsNoSecret() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of(
                "secrets", "agent/work", "archives", "logs", "tls/ca", "postgresql/data", "groups", "httpd/fronts")) {
            Path path = LINE.state().resolve(folder);
            if (Files.isDirectory(path)) {
                files.addAll(some(path));
            }
        }
        files.add(LINE.state().resolve("tls/server-key.pem"));
        files.add(LINE.state().resolve("httpd/balancer-users"));
        files.add(LINE.state().resolve("httpd/line.conf"));
        String own = hostile.group().path("group").asText();
        assertThat(files).hasSizeGreaterThan(40);
        for (Path file : files) {
            if (!isPublic(file) && !file.startsWith(LINE.state().resolve("groups/" + own))) {
                assertThat(attempt("/read", "path", file.toString()))
                        .as("%s", file)
                        .startsWith("failed: ");
            }
        }
    }

    /** The first files of a folder that is in use: what is in it may go while this looks. */
    private static List<Path> some(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), 3, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
                return files.size() < 60 ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** No secret is in them; they say to everybody what is there. */
    private static boolean isPublic(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.equals("answer.json")
                || file.toString().matches(".*/groups/[^/]+/workers/[^/]+")
                || name.equals("slots.json")
                // The public half, which whoever sets a secret is given.
                || file.endsWith("groups/configuration-key.json")
                || (name.endsWith(".pem") && !name.contains("key"));
    }

    @Test
    void readsAndWritesNothingOfOtherWorkers() {
        for (String worker : List.of(
                "worker-1", victim.group().path("workers").path(0).path("name").asText())) {
            Path base = LINE.state().resolve("workers").resolve(worker);
            for (String file : List.of(
                    "configuration/standalone.xml",
                    "configuration/mgmt-users.properties",
                    "data/audit-log.log",
                    "log/deployments.log")) {
                assertThat(attempt("/read", "path", base.resolve(file).toString()))
                        .as(file)
                        .startsWith("failed: ");
                assertThat(attempt("/write", "path", base.resolve(file).toString(), "text", ""))
                        .as(file)
                        .startsWith("failed: ");
            }
            assertThat(attempt("/list", "path", base.toString())).startsWith("failed: ");
        }
    }

    /** Who held one would keep the line from being stopped or upgraded, and a certificate from going live. */
    @Test
    void holdsNoLockOfTheLine() {
        assertThat(attempt("/run", "command", "f=$(mktemp) && flock -n $f rm $f"))
                .isEqualTo("did: 0 ");
        for (String lock : List.of("run/lock", "httpd/run/reload.lock")) {
            Path file = LINE.state().resolve(lock);
            assertThat(file).exists();
            // It cannot be opened, as against 1, when somebody else has it.
            assertThat(attempt("/run", "command", "flock -n '" + file + "' true"))
                    .as(lock)
                    .startsWith("did: 66 ");
        }
    }

    @Test
    void seesNoEnvironmentOfOthers() {
        String said = attempt(
                "/run",
                "command",
                "for p in /proc/[0-9]*; do [ -O $p ] || cat $p/environ 2>/dev/null; done | tr '\\0' '\\n' | grep -c SLIPWAY_");
        assertThat(said).isEqualTo("did: 1 0\n");
    }

    @Test
    void stopsNoOtherProgram() {
        assertThat(
                        attempt(
                                "/run",
                                "command",
                                "for p in /proc/[0-9]*; do [ -O $p ] || kill -0 ${p#/proc/} 2>/dev/null && [ ! -O $p ] && echo $p; done; true"))
                .isEqualTo("did: 0 ");
    }

    @Test
    void gainsNoMoreRights() {
        assertThat(attempt("/run", "command", "grep NoNewPrivs /proc/self/status; grep CapEff /proc/self/status"))
                .contains("NoNewPrivs:\t1")
                .contains("CapEff:\t0000000000000000");
    }

    /** A bomb of processes or threads goes off in its own room. */
    @Test
    void hasSoManyProcessesAndNoMore() {
        String limits = attempt("/run", "command", "cat /proc/self/limits /proc/self/oom_score_adj");
        assertThat(limits)
                .containsPattern("Max processes +4096 +4096")
                .containsPattern("Max core file size +0 +0")
                .containsPattern("Max open files +\\d{1,5} +\\d{1,5} ")
                .endsWith("300\n");
    }

    /** While a worker is stopped, anybody could listen at its port. */
    @Test
    @Tag("long")
    @ResourceLock(Neighbours.LOCK)
    void isSentNothingAtAStoppedWorkersPort() {
        String worker = victim.group().path("workers").path(0).path("name").asText();
        int port = victim.group().path("workers").path(0).path("httpPort").asInt();
        supervise("stop", worker);
        try {
            assertThat(attempt("/listen", "port", String.valueOf(port))).isEqualTo("did: listens");
            await().atMost(LONG)
                    .until(() -> victim.group().path("state").asText().equals("failed"));
            assertThat(victim.group().path("detail").asText())
                    .startsWith("port %d of %s is held by a program of the user slipway-".formatted(port, worker));
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = victim.get("/");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("Nothing answers here").doesNotContain("stolen");
            }
            assertThat(Command.slipway("doctor").run().output())
                    .anyMatch(
                            line -> line.contains("Port " + port + " of " + worker + " is held by the user slipway-"));
            attempt("/silence");
            assertThat(attempt("/listen", "port", String.valueOf(port(victim)))).isEqualTo("did: listens");
            await().during(LOOK)
                    .atMost(LOOK.plus(PROMPTLY))
                    .untilAsserted(() -> assertThat(hostile.get("/heard").body())
                            .as("the agent asks each worker for its figures")
                            .isEqualTo("0"));
        } finally {
            supervise("start", worker);
            attempt("/silence");
        }
        await().atMost(LONG).until(() -> victim.get("/").statusCode() == 200);
        await().atMost(LONG).until(() -> victim.group().path("state").asText().equals("ready"));
        assertThat(victim.get("/").body()).isEqualTo("victim");
    }

    private static void supervise(String verb, String worker) {
        Command.bash(". line/lib/common && supervise " + verb + " " + worker)
                .run()
                .expectSuccess();
    }

    @Test
    void getsIntoNoOthersDatabase() {
        String base = "jdbc:postgresql://127.0.0.1:" + LINE.port("SLIPWAY_POSTGRES_PORT") + "/";
        String own = attempt("/run", "command", "env | grep SLIPWAY_DATABASE_");
        String user = value(own, "SLIPWAY_DATABASE_USER");
        String password = value(own, "SLIPWAY_DATABASE_PASSWORD");
        assertThat(query(value(own, "SLIPWAY_DATABASE_URL"), user, password)).isEqualTo("did: true");
        String other = victim.group().path("group").asText().replace('-', '_');
        for (String database : List.of("slipway", "keycloak", "postgres", other)) {
            assertThat(query(base + database, user, password)).as(database).startsWith("failed: ");
        }
        for (String role : List.of("slipway", "ledger", "keycloak", "postgres", other)) {
            assertThat(query(base + "slipway", role, "")).as(role).startsWith("failed: ");
            assertThat(query(base + "slipway", role, password)).as(role).startsWith("failed: ");
        }
    }

    /** PostgreSQL drops no role that has rights in any database, and any owner of one may grant them. */
    @Test
    @Tag("long")
    void keepsNoOtherServicesRole(@TempDir Path folder) {
        try (Scratch scratch = new Scratch()) {
            Team other = new Team(REALM.client("admin", "deployer"), scratch.name(), folder);
            other.apply("""
                    service: %s
                    environments:
                      production: {workers: 1, memory: 128m}
                    database: true
                    """.formatted(other.service())).expectSuccess();
            String role = '"' + other.group().path("group").asText().replace('-', '_') + '"';
            assertThat(query("grant usage on schema public to " + role)).startsWith("did: ");
            OwnWorkers.remove(other.service());
            assertThat(query("select '" + role + "'::regrole"))
                    .startsWith("failed: ")
                    .contains("does not exist");
        }
    }

    /** Its own database. */
    private static String query(String sql) {
        String own = attempt("/run", "command", "env | grep SLIPWAY_DATABASE_");
        return query(
                value(own, "SLIPWAY_DATABASE_URL"),
                value(own, "SLIPWAY_DATABASE_USER"),
                value(own, "SLIPWAY_DATABASE_PASSWORD"),
                sql);
    }

    private static String query(String url, String user, String password) {
        return query(url, user, password, "select 1");
    }

    private static String query(String url, String user, String password, String sql) {
        return attempt("/query", "url", url, "user", user, "password", password, "sql", sql);
    }

    private static String value(String text, String name) {
        return text.lines()
                .map(line -> line.replace("did: 0 ", ""))
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text));
    }

    @Test
    void managesNoWorker() {
        int victims =
                victim.group().path("workers").path(0).path("managementPort").asInt();
        for (int port : List.of(LINE.port("SLIPWAY_MANAGEMENT_PORT"), victims)) {
            assertThat(talk(port, "GET /management HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .contains(" 401 ");
        }
        assertThat(talk(
                        LINE.port("SLIPWAY_BALANCER_PORT"),
                        "GET /balancer?xml=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .containsAnyOf(" 401 ", " 403 ");
    }

    @Test
    void reachesNoOtherServicePastHttpd() {
        int port = victim.group().path("workers").path(0).path("httpPort").asInt();
        assertThat(talk(
                        port,
                        "GET / HTTP/1.1\r\nHost: %s\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
                                .formatted(LINE.host(victim.service()))))
                .contains(" 403 ")
                .doesNotContain("victim");
        assertThat(victim.get("/").body()).isEqualTo("victim");
    }

    /** There are the ledger's sessions, with people's tokens. Its own workers' key does not help. */
    @Test
    void isNoMemberOfTheLedgersCluster() {
        String connect = "openssl s_client -connect 127.0.0.1:" + LINE.port("SLIPWAY_CLUSTER_PORT") + " -ign_eof";
        assertThat(attempt("/run", "command", "echo | timeout 10 " + connect + " 2>&1"))
                .contains("CN = cluster")
                .containsPattern("alert (certificate required|bad certificate)");
        assertThat(attempt(
                        "/run",
                        "command",
                        "cd tmp && openssl pkcs12 -in ../configuration/cluster.p12 -passin env:SLIPWAY_CLUSTER_SECRET -nodes >own.pem && echo | timeout 10 "
                                + connect + " -cert own.pem -key own.pem 2>&1; rm own.pem"))
                .contains("CN = cluster")
                .containsPattern("alert (certificate unknown|unknown ca|bad certificate|handshake failure)");
    }

    @Test
    void isNobodyToTheLedger() {
        assertThat(talk(
                        LINE.port("SLIPWAY_WILDFLY_PORT"),
                        "GET /api/v1/deployments HTTP/1.1\r\nHost: %s\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
                                .formatted(LINE.host("mywebapp"))))
                .contains(" 401 ");
    }

    /** Whoever opens its console, or deploys to it by Maven, shows it a token, which it may try elsewhere while that lasts. */
    @Test
    void gainsNothingByTheTokensThatItIsShown() {
        Realm.Person admin = REALM.person("admin");
        for (Caller shown : List.of(hostile.management(admin, "console"), hostile.management(admin, "cli"))) {
            assertThat(managementStatus(port(hostile), shown)).as("its own").isEqualTo(200);
            assertThat(shown.get("/api/v1/me").status()).isEqualTo(401);
            for (int port : List.of(port(victim), LINE.port("SLIPWAY_MANAGEMENT_PORT"))) {
                assertThat(managementStatus(port, shown)).isEqualTo(401);
                assertThat(NativeManagement.token(shown.token()).at(port).execute(WHO))
                        .isEmpty();
            }
            assertThat(RealmAdmin.inside("/admin/realms/slipway/users", shown.token()))
                    .isEqualTo(403);
            assertThat(post("/realms/slipway/account", "{\"email\":\"mine@example.org\"}", shown))
                    .isIn(401, 403);
            for (String client : List.of("cli", "web-api", "wildfly-console", victimsClient("console"))) {
                assertThat(Caller.token("grant_type=urn:ietf:params:oauth:grant-type:token-exchange&client_id=" + client
                                        + "&subject_token=" + shown.token()
                                        + "&subject_token_type=urn:ietf:params:oauth:token-type:access_token")
                                .status())
                        .as(client)
                        .isIn(400, 401, 403);
            }
        }
    }

    /** By it its workers ask Keycloak whose the tokens are that they are shown. */
    @Test
    void gainsNothingByTheSecretOfItsManagement() {
        String own = attempt("/run", "command", "env | grep SLIPWAY_MANAGEMENT_SECRET");
        String client = "client_id=" + hostile.group().path("group").asText() + ".management&client_secret="
                + value(own, "SLIPWAY_MANAGEMENT_SECRET");
        assertThat(Caller.token("grant_type=client_credentials&" + client).status())
                .isIn(400, 401);
        Realm.Person person = REALM.person("deployer");
        assertThat(isActive(client, hostile.management(person, "cli"))).isTrue();
        assertThat(isActive(client, victim.management(person, "cli"))).isFalse();
        assertThat(isActive(client, Caller.person(person))).isFalse();
    }

    private static boolean isActive(String client, Caller caller) {
        return Caller.form(TOKENS + "/introspect", client + "&token=" + caller.token())
                .expect(200)
                .path("active")
                .asBoolean();
    }

    private static String victimsClient(String kind) {
        return victim.group().path("group").asText() + "." + kind;
    }

    private static int port(Team team) {
        return team.group().path("workers").path(0).path("managementPort").asInt();
    }

    private static int managementStatus(int port, Caller caller) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/management")), caller);
    }

    private static int post(String path, String json, Caller caller) {
        return send(
                HttpRequest.newBuilder(LINE.auth().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)),
                caller);
    }

    private static int send(HttpRequest.Builder request, Caller caller) {
        return Caller.join(Exchange.send(
                        LINE.http(),
                        request.header("Authorization", "Bearer " + caller.token())
                                .build(),
                        BodyHandlers.discarding()))
                .statusCode();
    }

    /** Else there is one user, and whatever is tried here would be allowed. */
    static final class TakesRoot implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                return Files.getOwner(LINE.state()).getName().equals("root")
                        ? ConditionEvaluationResult.enabled("root started the line")
                        : ConditionEvaluationResult.disabled("it takes root to have users of their own");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String talk(int port, String text) {
        return attempt("/talk", "host", "127.0.0.1", "port", String.valueOf(port), "text", text);
    }

    private static String attempt(String path, String... words) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < words.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(words[i])
                    .append('=')
                    .append(URLEncoder.encode(words[i + 1], StandardCharsets.UTF_8));
        }
        return hostile.post(path, form.toString()).body();
    }
}
