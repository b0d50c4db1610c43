package dev.slipway.line.drill;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.SignIn;
import dev.slipway.line.browser.Chromium;
import dev.slipway.line.browser.Visitor;
import dev.slipway.line.load.Balancer;
import dev.slipway.line.load.Figures;
import dev.slipway.line.load.Load;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each program is killed while the line is in use: what was under way there fails, nothing that was acknowledged is lost, and it comes back. */
@Isolated
@ExtendWith(Chromium.class)
class KillIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration AFTERMATH = Duration.ofSeconds(5);
    /** From when on everybody is to be served again. */
    private static final Duration BOUND = Duration.ofSeconds(15);
    /** From when on a server of Java is there again itself, which has more to start than the others. */
    private static final Duration SERVER = Duration.ofMinutes(1);
    /** From when on where everything has to start anew. */
    private static final Duration UP = Duration.ofMinutes(3);

    @Test
    void failsOnlyWhatWasUnderWayThereAndSignsNobodyOut(Visitor visitor) throws Exception {
        Page page = visitor.page();
        page.navigate(LINE.ledger() + "/");
        visitor.signIn(page, REALM.person("viewer"));
        assertThat(page.locator("#feed")).hasText("Live");
        List<String> signIns = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().startsWith(LINE.auth().toString())) {
                signIns.add(request.url());
            }
        });
        String session = session(page);
        String worker = session.replaceFirst(".*\\.", "");
        try (Drill drill = Drill.begin(program(worker).name(), "killed, with a page open there", BOUND);
                Load load = Load.begin(SCRATCH, REALM)) {
            List<String> sessions = load.sessions();
            Duration killed = load.now();
            program(worker).kill();
            Duration gone = load.now();
            load.goOnUntil(gone.plus(AFTERMATH));
            page.reload();
            assertThat(page.locator("#feed")).hasText("Live");
            long before = Balancer.elected(worker);
            await().atMost(START).until(() -> Balancer.isOk(worker) && Balancer.elected(worker) > before);
            Duration back = load.now();
            load.goOnUntil(back.plus(AFTERMATH));
            Figures figures = load.end();
            System.out.printf(
                    "under load, %s killed: gone after %d ms, back after %d ms; under way when it was killed %d, until it was gone %d; %s%n",
                    worker,
                    gone.minus(killed).toMillis(),
                    back.minus(killed).toMillis(),
                    figures.underWayBetween(killed, killed).size(),
                    figures.underWayBetween(killed, gone).size(),
                    figures);
            drill.saw(figures, load.writes().kept(), figures.servedAfter(killed));
            assertThat(figures.failed()).allMatch(one -> one.isUnderWayBetween(killed, gone));
            assertThat(figures.signedOut()).isEmpty();
            assertThat(load.refusals()).isZero();
            assertThat(load.sessions()).isEqualTo(sessions);
            load.writes().check(figures);
            load.writes().sendAgain(figures.failedWrites());
            load.writes().check(figures);
            assertThat(load.writes().count())
                    .isEqualTo(figures.acknowledgedWrites().size()
                            + figures.failedWrites().size());
            drill.held();
        }
        assertThat(signIns).isEmpty();
        assertThat(session(page).replaceFirst("\\..*", "")).isEqualTo(session.replaceFirst("\\..*", ""));
    }

    private static String session(Page page) {
        return page.context().cookies(LINE.ledger().toString()).stream()
                .filter(cookie -> cookie.name.equals(SignIn.SESSION))
                .map((Cookie cookie) -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    private static Program program(String worker) {
        return new Program(worker.replace("worker", "wildfly"));
    }

    /** Of each program its first process, as whoever looks for a process by its name finds it. */
    @ParameterizedTest
    @ValueSource(strings = {"wildfly-1", "wildfly-2", "postgresql", "keycloak", "httpd", "agent", "watcher"})
    void losesNothing(String name) throws Exception {
        Program program = new Program(name);
        underLoad(name, "killed", program, () -> Program.kill(program.process()));
    }

    /** As the kernel does it, which takes the largest process where memory is short: PostgreSQL ends all connections then. */
    @Test
    void losesNothingWithABackendOfTheDatabase() throws Exception {
        underLoad("postgresql", "a connection's process killed", new Program("postgresql"), KillIT::killABackend);
    }

    /** While its first process is killed, another one computes, and so does not notice. */
    @Test
    void losesNothingWhereTheDatabaseLeavesAProcessBehind() throws Exception {
        Program postgresql = new Program("postgresql");
        List<CompletableFuture<Void>> queries = new ArrayList<>();
        Runnable query = () -> {
            queries.add(CompletableFuture.runAsync(KillIT::computeForMinutes));
            await().atMost(Duration.ofSeconds(30)).until(KillIT::isComputing);
        };
        underLoad("postgresql", "killed during a long query", postgresql, query, postgresql::kill);
        assertThat(queries.get(0)).failsWithin(Duration.ofSeconds(10));
    }

    private static void computeForMinutes() {
        try (Connection database = LINE.superuser("postgres");
                Statement statement = database.createStatement()) {
            statement.execute("select count(*) from generate_series(1, 2000) a, generate_series(1, 10000000) b");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isComputing() throws SQLException {
        try (Connection database = LINE.superuser("postgres");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select from pg_stat_activity where query like 'select count(*) from generate_series%' and state = 'active'")) {
            return rows.next();
        }
    }

    private static void killABackend() {
        try (Connection database = LINE.superuser("postgres");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select pid from pg_stat_activity where application_name = 'worker-1' order by state_change desc")) {
            rows.next();
            Program.kill(ProcessHandle.of(rows.getLong(1)).orElseThrow());
        } catch (SQLException e) {
            System.out.println("the connection that asked ended, too: " + e.getMessage());
        }
    }

    /** Who looks after the others: they go on without it, and {@code ./slipway up} puts another one in its place. */
    @Test
    void losesNothingWithoutTheSupervisor() throws Exception {
        try (Drill drill = Drill.begin("supervisord", "killed, then ./slipway up", UP);
                Load load = Load.begin(SCRATCH, REALM)) {
            List<String> sessions = load.sessions();
            Duration killed = load.now();
            Program.kill(ProcessHandle.of(
                            Long.parseLong(Files.readString(LINE.state().resolve("run/supervisord.pid"))
                                    .strip()))
                    .orElseThrow());
            load.goOnUntil(killed.plus(AFTERMATH));
            Duration up = load.now();
            Command.slipway("up", "--built").run().expectSuccess();
            load.goOnUntil(load.now().plus(AFTERMATH));
            Figures figures = load.end();
            drill.saw(figures, load.writes().kept(), figures.servedAfter(up));
            load.writes().check(figures);
            assertThat(figures.failed()).noneMatch(one -> one.begun().compareTo(up) < 0);
            load.writes().sendAgain(figures.failedWrites());
            load.writes().check(figures);
            assertThat(load.sessions()).isEqualTo(sessions);
            Command.slipway("status").run().expectSuccess();
            drill.held();
        }
    }

    private static void underLoad(String name, String done, Program program, Runnable fault) throws Exception {
        underLoad(name, done, program, () -> {}, fault);
    }

    /** The time until it is back begins with the fault, after what comes before that. */
    private static void underLoad(String name, String done, Program program, Runnable before, Runnable fault)
            throws Exception {
        try (Drill drill = Drill.begin(name, done, BOUND);
                Load load = Load.begin(SCRATCH, REALM)) {
            List<String> sessions = load.sessions();
            ProcessHandle first = program.process();
            before.run();
            Duration killed = load.now();
            fault.run();
            if (!first.isAlive()) {
                program.awaitAfter(first);
            }
            Duration back = load.now();
            load.goOnUntil(back.plus(AFTERMATH));
            Figures figures = load.end();
            System.out.printf(
                    "drill: %s, %s: itself ready after %s s%n", name, done, Drill.seconds(back.minus(killed)));
            drill.saw(figures, load.writes().kept(), figures.servedAfter(killed));
            load.writes().check(figures);
            load.writes().sendAgain(figures.failedWrites());
            load.writes().check(figures);
            assertThat(figures.servedAfter(killed)).isLessThan(BOUND);
            assertThat(back.minus(killed)).as("%s itself", name).isLessThan(bound(name));
            assertThat(load.sessions()).isEqualTo(sessions);
            assertThat(figures.signedOut()).isEmpty();
            drill.held();
        }
    }

    /** The requests of the load that depend on a program do not show when it is back: some depend on none, or on another worker. */
    private static Duration bound(String name) {
        return name.equals("keycloak") || name.startsWith("wildfly-") ? SERVER : BOUND;
    }
}
