package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.PostOffice;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Before a release is deployed that migrates the database, the one before is started on what it makes of a copy. */
@Isolated
class RehearsalIT {
    private static final Line LINE = Line.running();
    private static final Duration PROMPTLY = Duration.ofSeconds(30);
    private static final String POLICY = "/api/v1/environments/production/policy";
    private static final String MARK = "rehearsal";

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    static Path folder;

    private static final Caller ADMIN = REALM.client("admin", "deployer");
    private static GreenMail postOffice;
    private static Team team;
    private static JsonNode policyBefore;
    private static List<String> users;
    private static Trap trap;

    @BeforeAll
    static void deploy() throws IOException {
        postOffice = PostOffice.make();
        postOffice.setUser(LINE.setting("SLIPWAY_SMTP_USER"), LINE.secret("smtp-password"));
        postOffice.getUserManager().setAuthRequired(true);
        postOffice.start();
        policyBefore = ADMIN.get(POLICY).expect(200);
        change(policyBefore, true);
        team = new Team(ADMIN, SCRATCH.name(), folder);
        team.apply("""
                service: %s
                environments:
                  production: {workers: 2}
                database: {jndi: [java:jboss/datasources/ShopDS]}
                login: {roles: [customer]}
                mail: {from: shop@example.org}
                messaging: {queues: [orders]}
                """.formatted(team.service())).expectSuccess();
        team.command("config", "set", team.service(), "GREETING=hello").expectSuccess();
        Path secret = Files.writeString(folder.resolve("secret"), "sesame\n");
        team.given(secret, "config", "set", team.service(), "--secret", "API_KEY")
                .expectSuccess();
        Command.Result first = team.deploy(OpeningShop.first(), "1.0").expectSuccess();
        assertThat(first.output()).as("nothing was live").noneMatch(RehearsalIT::isOfARehearsal);
        users = users();
        trap = Trap.plant(team.group().path("group").asText(), folder);
    }

    @AfterEach
    void nothingOfTheDatabasesOwnerRanAsTheSuperuser() throws IOException {
        trap.hasCaughtNobody();
    }

    @AfterAll
    static void remove() {
        change(policyBefore, policyBefore.path("isRollbackRehearsed").asBoolean());
        team.remove();
        postOffice.stop();
    }

    /** Puts a policy in force, with or without rehearsals. */
    private static void change(JsonNode policy, boolean isRollbackRehearsed) {
        Map<String, Object> asked = new ObjectMapper().convertValue(policy, new TypeReference<>() {});
        asked.keySet().removeAll(List.of("environment", "version", "changedBy", "changedAt"));
        asked.put("isRollbackRehearsed", isRollbackRehearsed);
        ADMIN.put(POLICY, asked, "If-Match", "*").expect(200);
    }

    @Test
    void letsInOnlyWhatCanBeRolledBack() throws Exception {
        try (Calls calls = new Calls(team, 25, "/")) {
            passesWhatTheOneBeforeDoesNotMind();
            stopsWhatTheOneBeforeDoesNotStartOn();
            stopsWhatDoesNotStartOnTheData();
            rollsBackWithoutARehearsal();
            letsEverythingInWhereThePolicyDoes();
            calls.close();
            System.out.println(calls.count() + " calls, " + calls.failures().size() + " failed");
            assertThat(calls.failures()).as("of %d calls", calls.count()).isEmpty();
        }
    }

    private static void passesWhatTheOneBeforeDoesNotMind() throws Exception {
        assertThat(rows("select version from opening")).containsExactly("1.0", "1.0");
        Command.Result deployed;
        try (Witness witness = new Witness()) {
            deployed = deploy(OpeningShop.expanding(), "2.0").expectSuccess();
            assertThat(witness.databases).as("copies that were there").hasSize(1);
            assertThat(witness.reaching)
                    .as("roles of copies that reach the database itself")
                    .isEmpty();
            assertThat(witness.routes).as("routes to copies").isEmpty();
        }
        assertThat(deployed.output())
                .anyMatch(line -> line.contains("Rehearsing the rollback to 1.0"))
                .anyMatch(line -> line.contains("2.0 started on the copy"))
                .anyMatch(line -> line.contains("1.0 started on the database as 2.0 leaves it"))
                .anyMatch(line -> line.matches(".*Rehearsed the rollback to 1\\.0 in \\d+ s.*"));
        deployed.output().stream().filter(line -> line.contains("Rehears")).forEach(System.out::println);
        assertThat(team.get("/").body()).isEqualTo("shop 2.0");
        assertThat(rows("select version from opening order by version")).containsExactly("1.0", "1.0", "2.0", "2.0");
        JsonNode evidence = evidence("2.0");
        assertThat(evidence.path("verdict").asText()).isEqualTo("passed");
        assertThat(evidence.path("name").asText()).isEqualTo("rollback-rehearsal-production");
        assertThat(evidence.at("/summary/failed").asInt(-1)).isZero();
        assertThat(evidence.at("/summary/passed").asInt()).isGreaterThanOrEqualTo(2);
        leavesNothing();
        assertThat(mails()).containsExactly("shop 1.0", "shop 1.0", "shop 2.0", "shop 2.0");
    }

    private static void stopsWhatTheOneBeforeDoesNotStartOn() throws Exception {
        Command.Result stopped = deploy(OpeningShop.contracting(), "3.0");
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.output())
                .anyMatch(line -> line.contains("The rollback to 2.0 was rehearsed and fails")
                        && line.contains("column \"price\" does not exist")
                        && line.contains("on the database as 3.0 leaves it. No worker was touched."))
                .anyMatch(line -> line.contains("expand and contract"));
        isUntouched();
        JsonNode evidence = evidence("3.0");
        assertThat(evidence.path("verdict").asText()).isEqualTo("failed");
        JsonNode failed = ADMIN.get("/api/v1/evidence/" + evidence.path("id").asText())
                .expect(200)
                .path("failures");
        assertThat(failed).hasSize(1);
        assertThat(failed.at("/0/name").asText()).isEqualTo("2.0 starts on the database as 3.0 leaves it");
        assertThat(failed.at("/0/message").asText()).contains("column \"price\" does not exist");
        JsonNode deployment = ADMIN.get("/api/v1/deployments?limit=1&service=" + team.service())
                .expect(200)
                .at("/items/0");
        assertThat(deployment.path("outcome").asText()).isEqualTo("failed");
        assertThat(deployment.path("failure").asText()).startsWith("The rollback to 2.0 was rehearsed and fails");
    }

    private static void stopsWhatDoesNotStartOnTheData() throws Exception {
        Command.Result stopped = deploy(OpeningShop.impossible(), "3.1");
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.output())
                .anyMatch(line -> line.contains("3.1 does not start on a copy of the database")
                        && line.contains("could not create unique index \"uq_item_name\""));
        isUntouched();
        assertThat(evidence("3.1").path("verdict").asText()).isEqualTo("failed");
    }

    private static void rollsBackWithoutARehearsal() throws Exception {
        Command.Result back =
                team.command("rollback", "--service", team.service()).expectSuccess();
        assertThat(back.output()).noneMatch(RehearsalIT::isOfARehearsal);
        assertThat(team.get("/").body()).isEqualTo("shop 1.0");
    }

    /** What was stopped before goes in; packaged once more it is another archive, and takes another version. */
    private static void letsEverythingInWhereThePolicyDoes() throws Exception {
        change(policyBefore, false);
        Command.Result deployed = deploy(OpeningShop.contracting(), "3.2").expectSuccess();
        assertThat(deployed.output()).noneMatch(RehearsalIT::isOfARehearsal);
        assertThat(team.get("/").body()).isEqualTo("shop 3.0");
        leavesNothing();
        // What was deployed to a copy is no deployment, and no drift.
        assertThat(ADMIN.get("/api/v1/deployments?service=" + team.service()).items("outcome"))
                .containsExactly("succeeded", "succeeded", "failed", "failed", "succeeded", "succeeded");
        Answer drifts = ADMIN.get("/api/v1/drifts?service=" + team.service());
        assertThat(drifts.items("kind")).as("%s", drifts.body()).isEmpty();
    }

    /** The release that is live runs on, on the same workers and the same rows, and nobody outside heard of the other one. */
    private static void isUntouched() throws Exception {
        assertThat(team.get("/").body()).isEqualTo("shop 2.0");
        assertThat(rows("select version from opening order by version")).containsExactly("1.0", "1.0", "2.0", "2.0");
        assertThat(rows("select version from flyway_schema_history order by installed_rank"))
                .containsExactly("1", "2");
        assertThat(rows("select price::text from item order by id")).containsExactly("6", "7");
        assertThat(mails()).hasSize(4);
        leavesNothing();
    }

    private static void leavesNothing() {
        await().atMost(PROMPTLY).untilAsserted(() -> {
            assertThat(sql("postgres", "select datname from pg_database where datname like '%" + MARK + "%'"))
                    .isEmpty();
            assertThat(sql("postgres", "select rolname from pg_roles where rolname like '%" + MARK + "%'"))
                    .isEmpty();
            assertThat(users()).isEqualTo(users);
            assertThat(files()).isEmpty();
            assertThat(ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
                    .noneMatch(command -> command.contains(team.service()) && command.contains(MARK));
        });
    }

    /** The system users that are called after this service; other lines on the machine have theirs. */
    private static List<String> users() throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd")).stream()
                .filter(line -> line.startsWith("slipway-" + team.service()))
                .toList();
    }

    /** What the line has that is called as a rehearsal of this service, but for what it has logged. */
    private static List<String> files() throws IOException {
        Path state = LINE.state().toRealPath();
        List<String> found = new ArrayList<>();
        for (String part : List.of("groups", "run", "secrets", "httpd", "hosts", "workers", "agent")) {
            if (!Files.exists(state.resolve(part))) {
                continue;
            }
            try (Stream<Path> all = Files.walk(state.resolve(part))) {
                all.map(path -> state.relativize(path).toString())
                        .filter(path -> path.contains(team.service()) && path.contains(MARK))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean isOfARehearsal(String line) {
        return line.contains("Rehears");
    }

    private static Command.Result deploy(WebArchive archive, String version) {
        long begun = System.nanoTime();
        Command.Result result = team.deploy(archive, version);
        System.out.printf(
                "%s took %d s, and ended with %d%n",
                version, Duration.ofNanos(System.nanoTime() - begun).toSeconds(), result.code());
        return result;
    }

    /** The newest evidence of a rehearsal of a release. */
    private static JsonNode evidence(String version) {
        String release = ADMIN.get("/api/v1/releases?service=" + team.service() + "&version=" + version)
                .expect(200)
                .at("/items/0/id")
                .asText();
        for (JsonNode item : ADMIN.get("/api/v1/releases/" + release + "/evidence")
                .expect(200)
                .path("items")) {
            if (item.path("kind").asText().equals("rehearsal")) {
                return item;
            }
        }
        throw new AssertionError("no rehearsal of " + version);
    }

    private static List<String> mails() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (Message message : postOffice.getReceivedMessages()) {
            subjects.add(message.getSubject());
        }
        return subjects.stream().sorted().toList();
    }

    private static List<String> rows(String sql) throws SQLException {
        return sql(database(), sql);
    }

    private static String database() {
        return (team.service() + "-production").replace('-', '_');
    }

    private static List<String> sql(String database, String sql) throws SQLException {
        try (Connection connection = LINE.superuser(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** Looks, all the time, at what a rehearsal has, and at what it could reach. */
    private static final class Witness implements AutoCloseable {
        final Set<String> databases = new ConcurrentSkipListSet<>();
        final Set<String> reaching = new ConcurrentSkipListSet<>();
        final Set<String> routes = new ConcurrentSkipListSet<>();
        private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

        Witness() {
            watch.scheduleWithFixedDelay(this::look, 0, 100, TimeUnit.MILLISECONDS);
        }

        private void look() {
            try {
                databases.addAll(
                        sql("postgres", "select datname from pg_database where datname like '%" + MARK + "%'"));
                reaching.addAll(sql(
                        "postgres",
                        "select rolname from pg_roles where rolname like '%" + MARK
                                + "%' and has_database_privilege(rolname, '" + database() + "', 'CONNECT')"));
                routes.addAll(configured());
            } catch (SQLException | IOException | UncheckedIOException e) {
                // The next look.
            }
        }

        private static Set<String> configured() throws IOException {
            Set<String> found = new TreeSet<>();
            Path httpd = LINE.state().resolve("httpd");
            if (Files.exists(httpd)) {
                try (Stream<Path> all = Files.walk(httpd)) {
                    for (Path file :
                            (Iterable<Path>) all.filter(path -> path.toString().endsWith(".conf"))::iterator) {
                        if (Files.readString(file).contains(MARK)) {
                            found.add(file.toString());
                        }
                    }
                }
            }
            return found;
        }

        @Override
        public void close() throws InterruptedException {
            watch.shutdownNow();
            watch.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
