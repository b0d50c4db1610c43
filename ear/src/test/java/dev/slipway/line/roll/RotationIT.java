package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.KnownRepositories;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.load.Figures;
import dev.slipway.line.load.Load;
import dev.slipway.line.service.Calls;
import dev.slipway.line.service.Login;
import dev.slipway.line.service.Team;
import dev.slipway.line.service.app.RowsServlet;
import dev.slipway.line.service.app.VisitServlet;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Every secret of the line becomes another while people use the ledger and a service, and sign in to both: nobody notices. */
@Isolated
class RotationIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final KnownRepositories KNOWN = new KnownRepositories();

    private static final Line LINE = Line.running();
    private static final Duration SOME_TIME = Duration.ofSeconds(3);
    private static final Duration BEGUN = Duration.ofMinutes(5);
    /** As long as the handbook takes to see another password. */
    private static final Duration PROMISED = Duration.ofSeconds(70);
    /** What {@link Former} cannot try out: the ledger alone compares it, or signs by it; or this test has what it opens. */
    private static final Set<String> COMPARED_ELSEWHERE =
            Set.of("audit-key", "backup-password", "configuration-key", "gitlab-hook-secret");

    private static final String CLUSTER = "cluster-secret";

    @TempDir
    static Path folder;

    private static Team team;
    private static Path repository = Path.of("/");
    private static Caller viewer;
    private static String group = "";
    /** What the tests' own container signs in with, in the same JVM. */
    private static String agents = "";

    @BeforeAll
    static void deploy() throws IOException {
        agents = LINE.secret("agent-management-password");
        team = new Team(REALM.client("admin", "deployer"), SCRATCH.name(), folder);
        group = team.service() + "-production";
        team.apply("""
                service: %s
                environments:
                  production: {workers: 2}
                database: true
                login: {roles: [customer]}
                """.formatted(team.service())).expectSuccess();
        team.deploy(
                        ShrinkWrap.create(WebArchive.class)
                                .addClasses(RowsServlet.class, VisitServlet.class, VisitServlet.Count.class)
                                .setWebXML(Login.distributable("**")),
                        "1")
                .expectSuccess();
        viewer = REALM.client("viewer");
        setSecret("EARLIER_KEY", "sealed before");
        repository = folder.resolve("repository");
        Command.slipway("backup", "--to", repository.toString()).run().expectSuccess();
    }

    @AfterAll
    static void putBack() throws IOException {
        team.remove();
        Files.writeString(LINE.state().resolve("secrets/agent-management-password"), agents);
        Command.bash("line/bin/program install wildfly-1 && line/bin/program install wildfly-2"
                        + " && line/bin/program restart agent")
                .run()
                .expectSuccess();
    }

    @Test
    void failsNoRequestAndNoSignIn() throws Exception {
        Map<String, String> before = Former.secrets(group);
        Realm.Person person = REALM.person("viewer");
        try (Load load = Load.begin(SCRATCH, REALM);
                Calls calls = new Calls(team, 20, "/rows");
                SignIns signIns = new SignIns(
                        person,
                        LINE.ledger().resolve("/"),
                        LINE.url(team.service()).resolve("/account/rows"))) {
            List<String> sessions = load.sessions();
            Duration start = load.now();
            List<String> said =
                    Command.slipway("rotate", "--all").run().expectSuccess().output();
            Duration end = load.now();
            REALM.signInAnew();
            load.goOnUntil(end.plus(SOME_TIME));
            Figures figures = load.end();
            calls.close();
            signIns.close();
            System.out.printf(
                    "rotated under load in %d s; the ledger: %s; the service: %s; %d sign-ins%n",
                    end.minus(start).toSeconds(), figures, calls, signIns.count());

            assertThat(figures.failed()).isEmpty();
            assertThat(figures.signedOut()).isEmpty();
            assertThat(load.refusals()).isZero();
            assertThat(load.sessions()).isEqualTo(sessions);
            load.writes().check(figures);
            assertThat(calls.failures()).isEmpty();
            assertThat(signIns.failures()).isEmpty();
            assertThat(signIns.count()).isGreaterThan(5);
            assertThat(said).noneMatch(line -> before.values().stream().anyMatch(line::contains));
        }
        refusesTheFormerAndTakesTheNew(before);
        opensTheBackupsWithTheNewPasswordOnly(before);
        leavesNothingHalfDone();
        leavesNothingForUp();
        opensWhatWasSealedForTheFormerKey(before);
    }

    /** Each worker takes a cluster's former secret until its next start, and so no worker the one before. */
    @Test
    void keepsSessionsInMemoryWhileClustersGetAnotherSecret() throws Exception {
        Map<String, String> before = Former.secrets(group);
        List<String> clusters = List.of(CLUSTER, group + "/" + CLUSTER);
        HttpClient visitor = HttpClient.newBuilder()
                .sslContext(LINE.tls())
                .cookieHandler(new CookieManager())
                .build();
        assertThat(visit(visitor)).isEqualTo(1);
        try (Load load = Load.begin(SCRATCH, REALM)) {
            List<String> sessions = load.sessions();
            for (int visit = 2; visit <= 3; visit++) {
                Command.slipway("rotate", clusters.get(0), clusters.get(1))
                        .run()
                        .expectSuccess();
                assertThat(visit(visitor)).isEqualTo(visit);
            }
            load.goOnUntil(load.now().plus(SOME_TIME));
            Figures figures = load.end();
            System.out.printf("clusters' secrets rotated twice under load; the ledger: %s%n", figures);
            assertThat(figures.failed()).isEmpty();
            assertThat(figures.signedOut()).isEmpty();
            assertThat(load.sessions()).isEqualTo(sessions);
        }
        assertThat(changed(before)).containsExactlyInAnyOrderElementsOf(clusters);
        Map<String, String> after = Former.secrets(group);
        for (String name : clusters) {
            assertThat(Former.isSecretAccepted(name, value(after, name), group))
                    .as(name)
                    .isTrue();
            assertThat(Former.isSecretAccepted(name, value(before, name), group))
                    .as("the " + name + " before the last")
                    .isFalse();
        }
        leavesNothingHalfDone();
        leavesNothingForUp();
    }

    /** Which visit of this browser's it is, by what its session remembers. */
    private static int visit(HttpClient visitor) throws IOException, InterruptedException {
        String said = visitor.send(
                        HttpRequest.newBuilder(LINE.url(team.service()).resolve("/"))
                                .timeout(SOME_TIME.multipliedBy(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return Integer.parseInt(said.split(" ")[1]);
    }

    /** Where it was cut off follows from the files, and so where the next call goes on. */
    @Test
    void goesOnWhereItWasKilled() throws Exception {
        Map<String, String> before = Former.secrets(group);
        try (Calls calls = new Calls(team, 20, "/rows");
                Load load = Load.begin(SCRATCH, REALM)) {
            for (String sign :
                    List.of("rotation/web-api-client-secret.next", "rotation/web-api-client-secret.former")) {
                killWhen(sign);
                assertThat(Command.slipway("rotate", "--list")
                                .run()
                                .expectSuccess()
                                .output())
                        .anyMatch(line -> line.contains("web-api-client-secret") && line.contains("half rotated"));
            }
            load.goOnUntil(load.now().plus(SOME_TIME));
            Command.slipway("rotate", "web-api-client-secret").run().expectSuccess();
            Figures figures = load.end();
            calls.close();
            System.out.printf("killed twice under load; the ledger: %s; the service: %s%n", figures, calls);
            assertThat(figures.failed()).isEmpty();
            assertThat(calls.failures()).isEmpty();
        }
        assertThat(changed(before)).containsExactly("web-api-client-secret");
        leavesNothingHalfDone();
        leavesNothingForUp();
    }

    /** With a new secret, the service's configuration has one for each key. */
    private static void opensWhatWasSealedForTheFormerKey(Map<String, String> before) throws IOException {
        String key = kid(Former.secrets(group));
        assertThat(key).isNotEqualTo(kid(before));
        assertThat(viewer.get("/api/v1/configuration-key")
                        .expect(200)
                        .path("kid")
                        .asText())
                .isEqualTo(key);
        setSecret("LATER_KEY", "sealed after");
        assertThat(LINE.state().resolve("groups/" + group + "/configuration"))
                .content()
                .contains("EARLIER_KEY=" + base64("sealed before"), "LATER_KEY=" + base64("sealed after"));
    }

    private static String kid(Map<String, String> secrets) throws IOException {
        return new ObjectMapper()
                .readTree(value(secrets, "configuration-key"))
                .path("kid")
                .asText();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void setSecret(String name, String text) throws IOException {
        team.given(
                        Files.writeString(folder.resolve(name), text + "\n"),
                        "config",
                        "set",
                        team.service(),
                        "--secret",
                        name)
                .expectSuccess();
    }

    @Test
    void changesTheKeyOfSecretsWhereItWasKilled() throws Exception {
        Map<String, String> before = Former.secrets(group);
        killWhen("rotation/configuration-key.former");
        setSecret("MEANWHILE_KEY", "sealed meanwhile");
        Command.slipway("rotate", "configuration-key").run().expectSuccess();
        assertThat(changed(before)).containsExactly("configuration-key");
        leavesNothingHalfDone();
        opensWhatWasSealedForTheFormerKey(before);
        assertThat(LINE.state().resolve("groups/" + group + "/configuration"))
                .content()
                .contains("MEANWHILE_KEY=" + base64("sealed meanwhile"));
    }

    @Test
    void changesThePasswordOfTheBackupsWhereItWasKilled() throws Exception {
        Map<String, String> before = Former.secrets(group);
        for (String sign : List.of("rotation/backup-password.next", "rotation/backup-password.former")) {
            killWhen(sign);
            Command.slipway("backup", "list", "--to", repository.toString())
                    .run()
                    .expectSuccess();
        }
        Command.slipway("rotate", "backup-password").run().expectSuccess();
        assertThat(changed(before)).containsExactly("backup-password");
        opensTheBackupsWithTheNewPasswordOnly(before);
        leavesNothingHalfDone();
    }

    private static void opensTheBackupsWithTheNewPasswordOnly(Map<String, String> before) {
        assertThat(Command.slipway("backup", "list", "--to", repository.toString())
                        .run()
                        .expectSuccess()
                        .output())
                .isNotEmpty();
        Command.Result former = Command.bash("restic cat config")
                .with("RESTIC_REPOSITORY", repository.toString())
                .with("RESTIC_PASSWORD", value(before, "backup-password"))
                .run();
        assertThat(former.code()).isNotZero();
        assertThat(former.output()).anyMatch(line -> line.contains("wrong password"));
    }

    /** All of its processes at once, as when the machine goes down: nobody tidies up. */
    private static void killWhen(String sign) throws Exception {
        Path log = folder.resolve("killed");
        String secret = sign.substring(sign.indexOf('/') + 1, sign.lastIndexOf('.'));
        ProcessBuilder rotate = new ProcessBuilder("setsid", "--wait", "./slipway", "rotate", secret)
                .directory(Line.checkout().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        rotate.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
        rotate.environment().put("SLIPWAY_STATE", LINE.state().toString());
        Process started = rotate.start();
        Path file = LINE.state().resolve("secrets").resolve(sign);
        await().atMost(BEGUN).pollInterval(Duration.ofMillis(20)).until(() -> Files.exists(file) || !started.isAlive());
        assertThat(started.isAlive()).as("%s", Files.readString(log)).isTrue();
        List<ProcessHandle> all = new ArrayList<>(started.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        started.destroyForcibly();
        await().atMost(BEGUN).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static void refusesTheFormerAndTakesTheNew(Map<String, String> before) throws IOException {
        Map<String, String> after = Former.secrets(group);
        Set<String> changed = changed(before);
        assertThat(changed)
                .contains(
                        "postgres-password",
                        "ledger-db-password",
                        "keycloak-db-password",
                        "web-api-client-secret",
                        "gitlab-hook-secret",
                        CLUSTER,
                        group + "/" + CLUSTER,
                        "configuration-key",
                        "backup-password",
                        group + "/database-password",
                        group + "/front-secret",
                        group + "/oidc-secret");
        for (String name : changed) {
            if (COMPARED_ELSEWHERE.contains(name)) {
                continue;
            }
            await(name + " is good")
                    .atMost(PROMISED)
                    .until(() -> Former.isSecretAccepted(name, value(after, name), group));
            // Workers take the former one until their next start.
            if (name.endsWith(CLUSTER)) {
                continue;
            }
            await("the former " + name + " is refused")
                    .atMost(PROMISED)
                    .until(() -> !Former.isSecretAccepted(name, value(before, name), group));
        }
    }

    private static String value(Map<String, String> secrets, String name) {
        return Objects.requireNonNull(secrets.get(name), name);
    }

    private static Set<String> changed(Map<String, String> before) throws IOException {
        Map<String, String> after = new TreeMap<>(Former.secrets(group));
        assertThat(after.keySet()).isEqualTo(before.keySet());
        Set<String> changed = new TreeSet<>(after.keySet());
        changed.removeIf(name -> value(after, name).equals(before.get(name)));
        return changed;
    }

    private static void leavesNothingHalfDone() throws IOException {
        for (String rotation : List.of("secrets/rotation", "groups/" + group + "/secrets/rotation")) {
            Path left = LINE.state().resolve(rotation);
            if (Files.exists(left)) {
                try (Stream<Path> files = Files.list(left)) {
                    assertThat(files).isEmpty();
                }
            }
        }
        assertThat(Command.slipway("status").run().expectSuccess().output())
                .noneMatch(line -> line.contains("STOPPED") || line.contains("FATAL"));
    }

    /** By the processes: none is another one after it. */
    private static void leavesNothingForUp() throws IOException {
        Map<String, String> processes = processes();
        Command.slipway("up", "--built").run().expectSuccess();
        assertThat(processes()).isEqualTo(processes);
    }

    private static Map<String, String> processes() throws IOException {
        Map<String, String> processes = new TreeMap<>();
        try (Stream<Path> files = Files.list(LINE.state().resolve("run"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".pid")).toList()) {
                processes.put(
                        file.getFileName().toString(), Files.readString(file).strip());
            }
        }
        return processes;
    }
}
