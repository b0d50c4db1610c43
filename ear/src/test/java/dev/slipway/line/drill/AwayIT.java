package dev.slipway.line.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.SignIn;
import dev.slipway.line.load.Figures;
import dev.slipway.line.load.Load;
import dev.slipway.line.load.Sent;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the ledger leans on is away for a minute: it says so at once, nothing that it acknowledged is lost, and it is as before by itself. */
@Isolated
class AwayIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final Program POSTGRESQL = new Program("postgresql");
    private static final Program KEYCLOAK = new Program("keycloak");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration AFTERMATH = Duration.ofSeconds(5);
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration START = Duration.ofMinutes(2);
    /** Of a session's token: it has ended by the end of that minute, and only Keycloak could renew it. */
    private static final int SHORT_SECONDS = 20;
    /** How soon the workers are found not to be ready. */
    private static final Duration NOTICED = Duration.ofSeconds(5);
    /** How long somebody waits at most for the news that nothing is to be had. */
    private static final Duration PROMPTLY = Duration.ofSeconds(3);
    /** What waits for a database that has gone silent is given up by httpd. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(62);

    @Test
    void theDatabaseIsStopped() throws Exception {
        databaseAway("stopped for a minute", POSTGRESQL::stop, POSTGRESQL::start);
    }

    @Test
    void theDatabaseIsSilent() throws Exception {
        databaseAway("silent for a minute", POSTGRESQL::freeze, POSTGRESQL::thaw);
    }

    private static void databaseAway(String done, Runnable takeAway, Runnable giveBack) throws Exception {
        String workers = workers();
        try (Drill drill = Drill.begin("postgresql", done, BOUND);
                Load load = Load.begin(SCRATCH, REALM)) {
            List<String> sessions = load.sessions();
            Duration away = load.now();
            takeAway.run();
            load.goOnUntil(away.plus(MINUTE));
            Duration returned = load.now();
            giveBack.run();
            load.goOnUntil(returned.plus(BOUND).plus(AFTERMATH));
            Figures figures = load.end();
            drill.saw(figures, load.writes().kept(), figures.servedAfter(returned));
            load.writes().check(figures);
            List<Sent> meanwhile = figures.sent().stream()
                    .filter(one -> one.begun().compareTo(away.plus(NOTICED)) > 0
                            && one.begun().compareTo(returned) < 0)
                    .toList();
            assertThat(meanwhile).allMatch(Sent::isFailed).allSatisfy(AwayIT::saysThatItIsUnavailable);
            assertThat(meanwhile)
                    .as("what took longer than " + PROMPTLY)
                    .noneMatch(one -> one.ended().minus(one.begun()).compareTo(PROMPTLY) > 0);
            assertThat(figures.slowest()).isLessThan(GIVEN_UP);
            assertThat(figures.servedAfter(returned)).isLessThan(BOUND);
            load.writes().sendAgain(figures.failedWrites());
            load.writes().check(figures);
            assertThat(figures.signedOut()).isEmpty();
            assertThat(load.sessions()).isEqualTo(sessions);
            assertThat(workers()).isEqualTo(workers);
            drill.held();
        }
    }

    private static void saysThatItIsUnavailable(Sent one) {
        assertThat(one.status()).as("%s", one).isEqualTo(503);
        assertThat(one.said()).as("%s", one).contains("\"status\":503").contains("\"detail\":");
    }

    /** Which processes the workers are: those of before, unless one was started anew. */
    private static String workers() {
        return new Program("wildfly-1").process().pid() + " "
                + new Program("wildfly-2").process().pid();
    }

    @Test
    void keycloakIsStopped() throws Exception {
        try (Realm realm = new Realm();
                Drill drill = Drill.begin("keycloak", "stopped for a minute", START);
                Load load = Load.begin(SCRATCH, realm)) {
            List<String> sessions = load.sessions();
            Realm.Person newcomer = realm.person("viewer");
            realm.shortenTokens("web-api", SHORT_SECONDS);
            SignIn due = new SignIn(realm.person("viewer")).finish();
            Duration away = load.now();
            KEYCLOAK.stop();
            HttpResponse<String> page = signInPage();
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("starting or unavailable");
            load.goOnUntil(away.plus(MINUTE));
            HttpResponse<String> refused = open(due, Redirect.NEVER);
            assertThat(refused.statusCode())
                    .as("what somebody gets whose token has ended")
                    .isEqualTo(302);
            Duration returned = load.now();
            KEYCLOAK.start();
            await().atMost(START)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> signInPage().statusCode() == 200);
            Duration back = load.now();
            new SignIn(newcomer).finish();
            HttpResponse<String> again = open(due, Redirect.NORMAL);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body())
                    .as("in again, and not asked for a password")
                    .doesNotContain("kc-form-login");
            Figures figures = load.end();
            drill.saw(figures, load.writes().kept(), back.minus(returned));
            assertThat(figures.failed()).isEmpty();
            assertThat(load.refusals()).isZero();
            assertThat(load.sessions()).isEqualTo(sessions);
            load.writes().check(figures);
            assertThat(Caller.pipeline().get("/api/v1/me").status()).isEqualTo(200);
            drill.held();
        }
    }

    /** The ledger's first page, in somebody's session. */
    private static HttpResponse<String> open(SignIn signIn, Redirect redirect) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(LINE.ledger().resolve("/"))
                .timeout(BOUND)
                .header("Accept", "text/html")
                .build();
        return signIn.client(redirect).send(request, BodyHandlers.ofString());
    }

    /** What somebody sees who is about to sign in. */
    private static HttpResponse<String> signInPage() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(LINE.ledger().resolve("/"))
                .timeout(BOUND)
                .header("Accept", "text/html")
                .build();
        HttpResponse<String> first = LINE.http().send(request, BodyHandlers.ofString());
        HttpRequest next = HttpRequest.newBuilder(LINE.ledger()
                        .resolve(first.headers().firstValue("Location").orElseThrow()))
                .timeout(BOUND)
                .header("Accept", "text/html")
                .build();
        return LINE.http().send(next, BodyHandlers.ofString());
    }
}
